using LocalGateway.Authorization.LambdaAuthorizers;
using LocalGateway.Errors;
using LocalGateway.Functions;
using LocalGateway.Model;
using LocalGateway.Requests;
using LocalGateway.Routing;
using LocalGateway.Variables;

namespace LocalGateway.Authorization;

/// <summary>Runs the authorizer of the method, if it has one, and evaluates the resource policy of the API.</summary>
internal sealed class AuthorizerCheck(IReadOnlyDictionary<Route, IAuthorizer> authorizers) : IStep
{
    /// <exception cref="GatewayException">An authorizer does not exist, or its kind is not supported.</exception>
    public static AuthorizerCheck Create(
        IReadOnlyList<Route> routes, RequestVariables variables, Deployment deployment, FunctionHost functions, GatewayOptions options)
    {
        var api = variables.Api;
        var policy = ResourcePolicy.Of(variables, deployment.Region);
        var lambdas = api.Authorizers.Values.OfType<LambdaAuthorizer>().ToDictionary(
            authorizer => authorizer.Name,
            authorizer => new LambdaCheck(authorizer, policy, functions, variables, options));
        var keys = new Dictionary<string, UserPoolKey>();
        return new(routes.Where(route => route.Method.Authorizer is not null || policy is not null)
            .ToDictionary(route => route, route => route.Method.Authorizer is null ? policy! : Create(route.Method)));

        IAuthorizer Create(ApiMethod method) => api.Authorizers.GetValueOrDefault(method.Authorizer!) switch
        {
            CognitoAuthorizer cognito => Then(
                policy, new CognitoCheck(cognito, method.AuthorizationScopes, [.. cognito.UserPools.Select(Key)], options.TimeProvider)),
            LambdaAuthorizer lambda => lambdas[lambda.Name],
            IamAuthorizer => new SignatureCheck(),
            null => throw new GatewayException(
                $"{method.Name}: the API {api.LogicalId} has no authorizer {method.Authorizer}."),
            var other => throw new GatewayException(
                $"{api.LogicalId}: the authorizer {other.Name} is of a kind that is not supported yet: {other.GetType().Name}."),
        };

        static IAuthorizer Then(ResourcePolicy? policy, IAuthorizer authorizer) =>
            policy is null ? authorizer : new ThenResourcePolicy(authorizer, policy);

        UserPoolKey Key(string logicalId)
        {
            if (keys.TryGetValue(logicalId, out var key))
                return key;
            var pool = deployment.UserPools.GetValueOrDefault(logicalId)
                ?? throw new GatewayException($"{api.LogicalId}: the template has no user pool {logicalId}.");
            return keys[logicalId] = UserPoolKey.Open(pool, options.DataFolder);
        }
    }

    public ValueTask<GatewayError?> RunAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        if (authorizers.TryGetValue(exchange.Match.Route, out var authorizer))
            return authorizer.AuthorizeAsync(exchange, cancellationToken);
        exchange.Trace?.Decide(0, static _ => "the method is open to everyone");
        return new((GatewayError?)null);
    }
}
