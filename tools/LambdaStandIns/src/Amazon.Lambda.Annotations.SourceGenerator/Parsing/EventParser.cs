using Amazon.Lambda.Annotations.SourceGenerator.Diagnostics;
using Amazon.Lambda.Annotations.SourceGenerator.Template;

using Microsoft.CodeAnalysis;

namespace Amazon.Lambda.Annotations.SourceGenerator.Parsing;

/// <summary>Reads the event attributes of a method, and checks their values and the signature of the method.</summary>
internal static class EventParser
{
    public static EquatableArray<TemplateEvent> Parse(IMethodSymbol method, List<AttributeData> attributes, Reporter report)
    {
        List<TemplateEvent> events = [];
        foreach (var attribute in attributes)
        {
            if (attribute.AttributeClass.Is(KnownNames.RestApi))
                events.Add(Api(method, attribute, report));
            else if (attribute.AttributeClass.Is(KnownNames.DynamoDBEvent))
                events.Add(DynamoDB(attribute, report));
            else if (attribute.AttributeClass.Is(KnownNames.ScheduleEvent))
                events.Add(Schedule(attribute, report));
        }

        if (events.OfType<DynamoDBStreamEvent>().Any())
            CheckSignature(method, "DynamoDBEventAttribute", KnownNames.DynamoDBStreamEvent, report);
        if (events.OfType<ScheduleEvent>().Any())
            CheckSignature(method, "ScheduleEventAttribute", KnownNames.ScheduledEvent, report);
        return [.. events];
    }

    private static ApiEvent Api(IMethodSymbol method, AttributeData attribute, Reporter report)
    {
        if (attribute.ConstructorArguments.ElementAtOrDefault(1).Value is null)
            report(TemplateDiagnostics.Failed, $"The route of '{method.Name}' is null. Write a path, such as \"/items\".");
        return new ApiEvent(
            attribute.ConstructorArguments.FirstOrDefault().EnumName(),
            attribute.ConstructorText(1),
            attribute.Named<string>("Authorizer") is { Length: > 0 } authorizer ? authorizer : null);
    }

    private static DynamoDBStreamEvent DynamoDB(AttributeData attribute, Reporter report)
    {
        var stream = attribute.ConstructorText(0);
        var batchSize = attribute.NamedOrNull<uint>("BatchSize");
        var window = attribute.NamedOrNull<uint>("MaximumBatchingWindowInSeconds");
        var name = attribute.Named<string>("ResourceName");
        if (stream.Length == 0)
            Invalid("Stream must not be null or empty");
        else if (stream == "@")
            Invalid("Stream = @. The '@' prefix must be followed by a non-empty resource or parameter name");
        else if (stream[0] != '@' && !IsStreamArn(stream))
            Invalid($"Stream = {stream}. The DynamoDB stream ARN is invalid");
        if (batchSize is < 1 or > 10000)
            Invalid($"BatchSize = {batchSize}. It must be between 1 and 10000");
        if (window > 300)
            Invalid($"MaximumBatchingWindowInSeconds = {window}. It must be between 0 and 300");
        if (name is not null && !ResourceNames.IsValid(name))
            Invalid(InvalidName(name));

        return new DynamoDBStreamEvent(
            name ?? NameOf(stream),
            stream,
            attribute.NamedOrNull<int>("StartingPosition") switch
            {
                null or 0 => "LATEST",
                1 => "TRIM_HORIZON",
                { } unknown => $"{unknown}",
            },
            batchSize,
            attribute.NamedOrNull<bool>("Enabled"),
            window,
            attribute.Named<string>("Filters"));

        void Invalid(string problem) => report(PublishedDiagnostics.InvalidDynamoDBEvent, problem);
    }

    private static ScheduleEvent Schedule(AttributeData attribute, Reporter report)
    {
        var schedule = attribute.ConstructorText(0);
        var name = attribute.Named<string>("ResourceName");
        if (schedule.Length == 0)
            Invalid("Schedule must not be null or empty");
        else if (!schedule.StartsWith("rate(", StringComparison.Ordinal) && !schedule.StartsWith("cron(", StringComparison.Ordinal))
            Invalid($"Schedule = {schedule}. It must start with 'rate(' or 'cron('");
        if (name is not null && !ResourceNames.IsValid(name))
            Invalid(InvalidName(name));

        return new ScheduleEvent(
            name ?? (LettersAndDigits(schedule) is { Length: > 0 } letters ? letters : "ScheduleEvent"),
            schedule,
            attribute.Named<string>("Description"),
            attribute.Named<string>("Input"),
            attribute.NamedOrNull<bool>("Enabled"));

        void Invalid(string problem) => report(PublishedDiagnostics.InvalidScheduleEvent, problem);
    }

    private static void CheckSignature(IMethodSymbol method, string attribute, string eventType, Reporter report)
    {
        var parameters = method.Parameters;
        if (parameters.Length is 0 or > 2
            || !parameters[0].Type.IsExactly(eventType)
            || (parameters.Length == 2 && !parameters[1].Type.IsExactly(KnownNames.LambdaContext)))
        {
            report(
                PublishedDiagnostics.InvalidSignature,
                $"When using the {attribute}, the Lambda method can accept at most 2 parameters. The first parameter is required and must "
                + $"be of type {eventType}. The second parameter is optional and must be of type {KnownNames.LambdaContext}.");
        }

        if (!method.ReturnsVoid && !method.ReturnType.Is("System.Threading.Tasks.Task"))
        {
            report(
                PublishedDiagnostics.InvalidSignature,
                $"When using the {attribute}, the Lambda method can return either void or System.Threading.Tasks.Task");
        }
    }

    private static bool IsStreamArn(string stream) => stream.Contains(":dynamodb:") && stream.Contains("/stream/");

    /// <summary>The text after the @, or the table name in the ARN.</summary>
    private static string NameOf(string stream) =>
        stream.StartsWith("@", StringComparison.Ordinal) ? stream.Substring(1)
        : LettersAndDigits(stream.Split('/').ElementAtOrDefault(1) ?? "");

    private static string LettersAndDigits(string text) => string.Concat(text.Where(char.IsLetterOrDigit));

    private static string InvalidName(string name) =>
        $"ResourceName = {name}. It must only contain alphanumeric characters and must not be an empty string";
}
