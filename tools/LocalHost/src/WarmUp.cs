using LocalGateway;
using LocalGateway.Model;

namespace LocalHost;

/// <summary>
/// Uses the time in which DynamoDB Local starts: answers one request of a MOCK route on a gateway of its own, so that the code for the first
/// real request is loaded and compiled, and the keys of the user pools exist.
/// </summary>
internal static class WarmUp
{
    // No request of a MOCK route is sent to it.
    private static readonly Uri NoDynamoDb = new("http://127.0.0.1:1");

    public static async Task RunAsync(GatewayOptions options, RestApi api, CancellationToken cancellationToken)
    {
        var route = api.Methods.FirstOrDefault(method => method is { Integration: MockIntegration, Authorizer: null, ApiKeyRequired: false }
            && !method.ResourcePath.Contains('{', StringComparison.Ordinal));
        try
        {
            await using var gateway = await Gateway.StartAsync(options with { DynamoDbEndpoint = NoDynamoDb, ServeTokens = true }, cancellationToken);
            using var client = new HttpClient { BaseAddress = gateway.Url };
            using var request = new HttpRequestMessage(new HttpMethod(route?.HttpMethod ?? "GET"), route?.ResourcePath ?? "/");
            using var response = await client.SendAsync(request, cancellationToken);
        }
        catch (Exception exception) when (exception is GatewayException or HttpRequestException)
        {
            // The start of the gateway itself reports it.
        }
    }
}
