using System.Text.Json;

namespace LambdaCrud.Telemetry;

/// <summary>
/// The metrics of a request as a line in CloudWatch's embedded metric format. CloudWatch reads them from the log, so no call is necessary.
/// Dimensions have few values, because each combination is a metric that costs money: a route, or the code of a problem.
/// </summary>
/// <param name="metricNamespace">The CloudWatch namespace of the metrics; one per stack.</param>
/// <param name="level">
/// The log level of the function. Lambda drops JSON lines below it, and treats a line without a level as INFO. With this level, metrics
/// always arrive.
/// </param>
internal sealed class EmbeddedMetrics(string metricNamespace, string level, TimeProvider time)
{
    public const string Duration = "Duration";

    /// <summary>1 for the first request of an environment, 0 for all others. The average is the share of cold starts.</summary>
    public const string ColdStart = "ColdStart";

    public const string Problems = "Problems";
    public const string Route = "Route";
    public const string Code = "Code";

    public string LineFor(RequestOutcome outcome, bool isColdStart) =>
        JsonText.Write((outcome, isColdStart), (json, line) => WriteLine(json, line.outcome, line.isColdStart));

    private void WriteLine(Utf8JsonWriter json, RequestOutcome outcome, bool isColdStart)
    {
        var now = time.GetUtcNow();
        var counted = outcome.Counted?.ToString();
        var code = outcome.Code;
        json.WriteStartObject();
        json.WriteString("timestamp", Rfc3339.Text(now.UtcDateTime));
        json.WriteString("level", level);
        json.WriteStartObject("_aws");
        json.WriteNumber("Timestamp", now.ToUnixTimeMilliseconds());
        json.WriteStartArray("CloudWatchMetrics");
        WriteDirective(json, Route, [(Duration, "Milliseconds"), (ColdStart, "Count"), .. counted is null ? [] : Counts(counted)]);
        if (code is not null)
            WriteDirective(json, Code, Counts(Problems));
        json.WriteEndArray();
        json.WriteEndObject();

        json.WriteString(Route, outcome.Route);
        json.WriteNumber(Duration, outcome.DurationMs);
        json.WriteNumber(ColdStart, isColdStart ? 1 : 0);
        if (counted is not null)
            json.WriteNumber(counted, 1);
        if (code is not null)
        {
            json.WriteString(Code, code);
            json.WriteNumber(Problems, 1);
        }

        json.WriteEndObject();

        static (string, string)[] Counts(string name) => [(name, "Count")];
    }

    private void WriteDirective(Utf8JsonWriter json, string dimension, (string Name, string Unit)[] metrics)
    {
        json.WriteStartObject();
        json.WriteString("Namespace", metricNamespace);
        json.WriteStartArray("Dimensions");
        json.WriteStartArray();
        json.WriteStringValue(dimension);
        json.WriteEndArray();
        json.WriteEndArray();
        json.WriteStartArray("Metrics");
        foreach (var (name, unit) in metrics)
        {
            json.WriteStartObject();
            json.WriteString("Name", name);
            json.WriteString("Unit", unit);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
