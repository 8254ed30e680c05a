using LocalGateway.Requests;
using LocalGateway.Variables;

namespace LocalGateway.Authorization.LambdaAuthorizers;

/// <summary>The ARN that a request invokes: the resource in the policies that authorizers return.</summary>
internal static class MethodArn
{
    /// <summary>In characters. A longer ARN is answered with 414 (Amazon API Gateway quotas).</summary>
    public const int MaxLength = 1600;

    /// <returns>The ARN with the path of the request, not with the pattern of the resource.</returns>
    public static string Create(Exchange exchange, RequestVariables variables, string region)
    {
        var api = variables.Api;
        var path = exchange.Path.AsSpan(1);
        return $"arn:aws:execute-api:{region}:{variables.AccountId}:{api.ApiId}/{api.Stage.Name}/{exchange.Request.HttpMethod}/{path}";
    }
}
