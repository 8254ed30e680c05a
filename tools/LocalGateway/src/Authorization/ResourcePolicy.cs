using System.Globalization;
using LocalGateway.Authorization.LambdaAuthorizers;
using LocalGateway.Errors;
using LocalGateway.Model;
using LocalGateway.Policies;
using LocalGateway.Requests;
using LocalGateway.Variables;

namespace LocalGateway.Authorization;

/// <summary>The resource policy of an API. It alone decides about methods without an authorizer.</summary>
internal sealed class ResourcePolicy : IAuthorizer
{
    private readonly List<(PolicyStatement Statement, IReadOnlyList<PolicyCondition> Conditions)> _statements;
    private readonly RequestVariables _variables;
    private readonly string _region;

    private ResourcePolicy(IEnumerable<PolicyStatement> statements, RequestVariables variables, string region)
    {
        _statements = [.. statements.Select(statement => (Expand(statement, variables, region), Conditions(statement, variables.Api)))];
        (_variables, _region) = (variables, region);
    }

    /// <returns>Null if the API has no resource policy.</returns>
    /// <exception cref="GatewayException">A condition cannot be evaluated.</exception>
    public static ResourcePolicy? Of(RequestVariables variables, string region) =>
        variables.Api.ResourcePolicy is { } statements ? new(statements, variables, region) : null;

    public PolicyDecision Decide(Exchange exchange)
    {
        var arn = MethodArn.Create(exchange, _variables, _region);
        return PolicyEvaluation.Evaluate(
            _statements.Where(entry => entry.Conditions.All(condition => condition.Holds(ValueOf))).Select(entry => entry.Statement),
            "execute-api:Invoke",
            arn);

        string? ValueOf(string key) => Value(key, exchange);
    }

    /// <summary>The refusal of a caller whom the policy does not allow.</summary>
    /// <param name="exchange">The request.</param>
    /// <param name="isExplicit">Whether the policy denies the call, and not only lacks a statement that allows it.</param>
    public GatewayError Refusal(Exchange exchange, bool isExplicit)
    {
        var account = _variables.AccountId;
        var arn = MethodArn.Create(exchange, _variables, _region)
            .Replace($":{account}:", $":********{account[^4..]}:", StringComparison.Ordinal);
        var how = isExplicit ? " with an explicit deny" : "";
        return new(
            GatewayResponseType.AccessDenied,
            $"User: anonymous is not authorized to perform: execute-api:Invoke on resource: {arn}{how}")
        {
            By = "resource policy",
            Reason = $"the resource policy {(isExplicit ? "denies" : "does not allow")} this request for the address {Address(exchange)}",
        };
    }

    public ValueTask<GatewayError?> AuthorizeAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        var decision = Decide(exchange);
        return new(decision == PolicyDecision.Allow ? null : Refusal(exchange, decision == PolicyDecision.ExplicitDeny));
    }

    // The developer guide's table of condition keys: keys of signed requests and of private APIs are absent here.
    private static string? Value(string key, Exchange exchange) => key switch
    {
        "aws:sourceip" => Address(exchange),
        // The service is reached by HTTPS only.
        "aws:securetransport" => "true",
        "aws:currenttime" => exchange.TimeProvider.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        "aws:epochtime" => exchange.TimeProvider.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
        "aws:referer" => Header(exchange, "Referer"),
        "aws:useragent" => Header(exchange, "User-Agent"),
        _ => null,
    };

    private static string? Header(Exchange exchange, string name) =>
        exchange.Request.Headers[name].ToString() is { Length: > 0 } value ? value : null;

    private static string Address(Exchange exchange) => exchange.Request.SourceIp;

    // The service completes the short form when it saves the policy.
    private static PolicyStatement Expand(PolicyStatement statement, RequestVariables variables, string region)
    {
        const string shortForm = "execute-api:/";
        var start = $"arn:aws:execute-api:{region}:{variables.AccountId}:{variables.Api.ApiId}/";
        return statement with
        {
            Resources = [.. statement.Resources.Select(Full)],
            NotResources = [.. statement.NotResources.Select(Full)],
        };

        string Full(string resource) =>
            resource.StartsWith(shortForm, StringComparison.Ordinal) ? start + resource[shortForm.Length..] : resource;
    }

    private static IReadOnlyList<PolicyCondition> Conditions(PolicyStatement statement, RestApi api)
    {
        var (conditions, problem) = PolicyCondition.ReadAll(statement.Condition);
        return problem is null ? conditions : throw new GatewayException($"The resource policy of {api.LogicalId}: {problem}.");
    }
}

/// <summary>An authorizer, and after it the resource policy, which must allow the call too.</summary>
internal sealed class ThenResourcePolicy(IAuthorizer authorizer, ResourcePolicy policy) : IAuthorizer
{
    public async ValueTask<GatewayError?> AuthorizeAsync(Exchange exchange, CancellationToken cancellationToken) =>
        await authorizer.AuthorizeAsync(exchange, cancellationToken) ?? await policy.AuthorizeAsync(exchange, cancellationToken);
}
