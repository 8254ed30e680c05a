using System.Text.Json;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;

namespace LambdaCrud.Benchmarks;

/// <summary>What the Cognito authorizer passes to a function.</summary>
internal sealed record Claims(APIGatewayCustomAuthorizerContext Authorizer)
{
    public static Claims Of(string subject, string groups)
    {
        var json = JsonSerializer.Serialize(new Dictionary<string, string> { ["sub"] = subject, ["cognito:groups"] = groups, ["token_use"] = "access" });
        return new(new APIGatewayCustomAuthorizerContext { ["claims"] = JsonDocument.Parse(json).RootElement });
    }
}

/// <summary>Takes the lines of the functions. The runtime writes them to a pipe, which is not measured.</summary>
internal sealed class NoLogger : ILambdaLogger
{
    public void Log(string message)
    {
    }

    public void LogLine(string message)
    {
    }

    public void Log(string level, string message, params object[] args)
    {
    }

    public void Log(LogLevel level, string message, params object[] args)
    {
    }
}
