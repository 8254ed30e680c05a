using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;

namespace LocalGateway.Tests.Functions;

public static class ThrowingFunction
{
    public static string Handle(ILambdaContext context) => throw new InvalidOperationException($"no luck for {context.FunctionName}");
}

public static class FailingTaskFunction
{
    public static async Task<string> Handle()
    {
        await Task.Yield();
        throw new InvalidOperationException("no luck later");
    }
}

public sealed class ThrowingConstructorFunction
{
    private readonly string _text;

    public ThrowingConstructorFunction() =>
        _text = Environment.GetEnvironmentVariable("NOT_THERE") ?? throw new InvalidOperationException("no such setting");

    public string Handle() => _text;
}

/// <summary>Signals through a gate that it has begun, and continues when another gate opens. The query names both gates.</summary>
public sealed class WaitingFunction
{
    private int _served;

    public async Task<APIGatewayProxyResponse> Handle(APIGatewayProxyRequest request)
    {
        var served = ++_served;
        if (request.QueryStringParameters?.TryGetValue("gate", out var gate) is true)
        {
            Gates.Of(gate + "/begun").TrySetResult();
            await Gates.Of(gate).Task;
        }

        return new() { StatusCode = 200, Body = $"{served}" };
    }
}

/// <summary>Waits like <see cref="WaitingFunction"/>, but blocks its thread.</summary>
public static class BlockingFunction
{
    public static APIGatewayProxyResponse Handle(APIGatewayProxyRequest request)
    {
        Gates.Of(request.QueryStringParameters["gate"]).Task.Wait();
        return new() { StatusCode = 200 };
    }
}

public sealed class VariablesFunction
{
    private readonly Dictionary<string, string> _variables = new[]
    {
        "COLOR", "OTHER", "AWS_ENDPOINT_URL_DYNAMODB", "AWS_LAMBDA_FUNCTION_NAME", "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "AWS_LAMBDA_FUNCTION_VERSION",
        "AWS_REGION", "AWS_EXECUTION_ENV", "_HANDLER",
    }.ToDictionary(name => name, name => Environment.GetEnvironmentVariable(name) ?? "(none)");

    public APIGatewayProxyResponse Handle(APIGatewayProxyRequest request) =>
        new() { StatusCode = 200, Body = string.Join('\n', _variables.Select(variable => $"{variable.Key}={variable.Value}")) };
}

public static class LateVariableFunction
{
    public static APIGatewayProxyResponse Handle() => new() { StatusCode = 200, Body = Environment.GetEnvironmentVariable("LATE_COLOR") };
}

public static class ContextFunction
{
    public static APIGatewayProxyResponse Handle(APIGatewayProxyRequest request, ILambdaContext context) => new()
    {
        StatusCode = 200,
        Body = string.Join('\n',
            context.AwsRequestId, context.FunctionName, context.FunctionVersion, context.InvokedFunctionArn, context.LogGroupName,
            context.LogStreamName, context.MemoryLimitInMB, context.RemainingTime.TotalSeconds, context.TraceId),
    };
}

public static class LoggingFunction
{
    public static APIGatewayProxyResponse Handle(ILambdaContext context)
    {
        context.Logger.LogLine("a line");
        context.Logger.LogInformation("Order {OrderId} costs {Total:0.00} of {{all}} {Missing}", 42, 9.5m);
        context.Logger.LogDebug("not seen by default");
        context.Logger.LogError(new InvalidOperationException("with stack"), "Failed {What}", "badly");
        return new() { StatusCode = 200, Body = context.AwsRequestId };
    }
}

/// <summary>Writes raw lines: metrics, lines that only look like metrics, and a plain text.</summary>
public static class MetricsFunction
{
    public static APIGatewayProxyResponse Handle(ILambdaContext context)
    {
        const string Directive = """{"Namespace":"Shop","Dimensions":[["Route"]],"Metrics":[{"Name":"Duration"}]}""";
        context.Logger.Log(
            $$$"""{"level":"INFO","_aws":{"Timestamp":1,"CloudWatchMetrics":[{{{Directive}}}]},"Route":"GET /things","Duration":12.5}"""
            + "\n");
        context.Logger.Log("""{"_aws":{"CloudWatchMetrics":[]},"Duration":1}""");
        context.Logger.Log("""{"CloudWatchMetrics":""");
        context.Logger.Log("plain");
        return new() { StatusCode = 200, Body = context.AwsRequestId };
    }
}
