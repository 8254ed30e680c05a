using System.Text;
using System.Text.Json.Nodes;
using LocalGateway.Errors;
using LocalGateway.Requests;

namespace LocalGateway.Integrations;

/// <summary>An integration that cannot run on this machine. It answers 502, so that no client takes it for the API's own answer.</summary>
internal sealed class Unavailable(string message) : IIntegration
{
    public Task<IntegrationOutcome> RunAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        var body = new JsonObject { ["message"] = message }.ToJsonString();
        var reply = new Reply { StatusCode = 502, Body = Encoding.UTF8.GetBytes(body) };
        reply.Headers.Set("Content-Type", "application/json");
        return Task.FromResult<IntegrationOutcome>(reply);
    }
}

/// <summary>An integration with a mapping template that is not VTL. API Gateway accepts the template and fails each call.</summary>
internal sealed class Misconfigured(string reason) : IIntegration
{
    public Task<IntegrationOutcome> RunAsync(Exchange exchange, CancellationToken cancellationToken) =>
        Task.FromResult<IntegrationOutcome>(GatewayError.Misconfigured(reason));
}
