using System.Globalization;
using System.Text.Json;
using LocalGateway.Variables;

namespace LocalGateway.Authorization.LambdaAuthorizers;

/// <summary>The caller as a Lambda authorizer describes it.</summary>
/// <param name="result">The authorizer's result.</param>
/// <param name="latency">How long the authorizer took for this request; zero if its result was cached.</param>
/// <param name="requestId">Lambda's id of the call; null when the result was cached.</param>
internal sealed class LambdaCaller(AuthorizerResult result, TimeSpan latency, string? requestId) : CallerContext
{
    private const string PrincipalId = "principalId";
    private const string IntegrationLatency = "integrationLatency";

    private readonly long _milliseconds = (long)latency.TotalMilliseconds;

    /// <summary>Available to access logs only.</summary>
    public string? RequestId => requestId;

    public override string Who => result.PrincipalId;

    public override string? UsageIdentifierKey => result.UsageIdentifierKey;

    public override void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        foreach (var (name, value) in Own())
            json.WriteString(name, value);
        json.WriteString(PrincipalId, result.PrincipalId);
        json.WriteNumber(IntegrationLatency, _milliseconds);
        json.WriteEndObject();
    }

    public override string? Variable(string name) => name switch
    {
        PrincipalId => result.PrincipalId,
        IntegrationLatency => _milliseconds.ToString(CultureInfo.InvariantCulture),
        _ => result.Context.LastOrDefault(entry => entry.Key == name).Value,
    };

    public override IReadOnlyDictionary<string, object?> Variables()
    {
        var variables = new Dictionary<string, object?>();
        foreach (var (name, value) in result.Context)
            variables[name] = value;
        variables[PrincipalId] = result.PrincipalId;
        variables[IntegrationLatency] = _milliseconds;
        return variables;
    }

    private IEnumerable<KeyValuePair<string, string>> Own() =>
        result.Context.Where(entry => entry.Key is not (PrincipalId or IntegrationLatency));
}
