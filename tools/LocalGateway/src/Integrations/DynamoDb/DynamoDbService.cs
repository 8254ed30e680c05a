using LocalGateway.Errors;
using LocalGateway.Integrations.Http;
using LocalGateway.Requests;

namespace LocalGateway.Integrations.DynamoDb;

/// <summary>Calls DynamoDB at the local endpoint with signed POST requests of its JSON protocol.</summary>
internal sealed class DynamoDbService(Uri endpoint, RequestSigner signer, string accountId, Backend backend, TimeProvider timeProvider)
{
    private const string Target = "X-Amz-Target";
    private static readonly string[] Signed = ["content-type", "x-amz-target"];

    /// <param name="action"><c>GetItem</c>, …</param>
    /// <param name="headers">The headers of the integration request; this method sets the headers that the protocol needs.</param>
    /// <param name="payload">The request body, sent unchanged.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The reply, or an error if no reply arrives or the reply is not acceptable.</returns>
    public Task<(BackendReply? Reply, GatewayError? Error)> SendAsync(
        string action, HeaderList headers, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        headers.Set("Content-Type", "application/x-amz-json-1.0");
        headers.Set(Target, $"DynamoDB_20120810.{action}");
        headers.Set("Host", endpoint.Authority);
        signer.Sign(headers, "POST", endpoint, payload.Span, Signed, timeProvider.GetUtcNow());
        return backend.SendAsync("POST", endpoint, headers, payload, cancellationToken);
    }

    /// <summary>The ARN of the caller when an integration has assumed a role.</summary>
    public string AssumedRole(string roleName) => $"arn:aws:sts::{accountId}:assumed-role/{roleName}/BackplaneAssumeRoleSession";
}
