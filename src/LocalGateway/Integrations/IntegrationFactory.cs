using ApiGateway.Functions;
using ApiGateway.Integrations.DynamoDb;
using ApiGateway.Integrations.Http;
using ApiGateway.Integrations.Lambda;
using ApiGateway.Integrations.LambdaProxy;
using ApiGateway.Integrations.Mapping;
using ApiGateway.Model;
using ApiGateway.Routing;
using ApiGateway.Variables;

namespace ApiGateway.Integrations;

/// <summary>Makes of what the API declares what stands behind its methods, with everything parsed that can be parsed at start.</summary>
internal sealed class IntegrationFactory(RequestVariables variables, FunctionHost functions, Backend backend, Deployment deployment, LocalGatewayOptions options)
{
    private readonly ProxyEventWriter _events = new(variables.Api, new(variables));
    private readonly ProxyResponseReader _proxyResponses = new(variables.Api.BinaryMediaTypes);
    private readonly OutgoingHeaders _outgoing = new(variables.Api.ApiId);
    private readonly TableAccesses _accesses = new(new(deployment.Tables.Values), deployment.Region, deployment.AccountId);

    /// <exception cref="LocalGatewayException">An integration that leads nowhere, a mapping or a template that cannot be used.</exception>
    public IReadOnlyDictionary<Route, IIntegration> Create(IReadOnlyList<Route> routes) => routes.ToDictionary(route => route, route => Create(route.Method));

    private IIntegration Create(ApiMethod method)
    {
        var name = $"{method.HttpMethod} {method.ResourcePath}";
        return method.Integration switch
        {
            LambdaProxyIntegration proxy => new ProxyCall(
                functions.Get(proxy.Function, name), proxy.HttpMethod, new(name, proxy.RequestParameters, IntegrationKind.AwsProxy, variables), _events, _proxyResponses),
            LambdaIntegration lambda => new LambdaCall(functions.Get(lambda.Function, name), lambda.HttpMethod, Request(name, lambda), Response(name, method, lambda)),
            AwsActionIntegration dynamoDb => new DynamoDbAction(
                dynamoDb.Action, dynamoDb.HttpMethod, Request(name, dynamoDb), Response(name, method, dynamoDb), _outgoing, _accesses, RightsOf(name, dynamoDb), DynamoDb(name)),
            HttpIntegration http => new HttpCall(new(name, http.Uri), http.HttpMethod, Request(name, http), Response(name, method, http), _outgoing, backend),
            HttpProxyIntegration proxy => new HttpProxyCall(
                new(name, proxy.Uri), proxy.HttpMethod, new(name, proxy.RequestParameters, IntegrationKind.HttpProxy, variables), _outgoing, backend),
            MockIntegration mock => new Mock(Request(name, mock), Response(name, method, mock)),
            var other => throw new LocalGatewayException($"{name}: {other.GetType().Name} is not supported."),
        };
    }

    private RequestMapping Request(string name, MappedIntegration integration) => new(name, integration, variables);

    private ResponseMapping Response(string name, ApiMethod method, MappedIntegration integration) => new(name, method, integration, variables);

    private RoleRights RightsOf(string name, AwsActionIntegration integration) => new(
        name,
        deployment.Roles.GetValueOrDefault(integration.CredentialsRole) ?? throw new LocalGatewayException($"{name}: there is no role {integration.CredentialsRole}."));

    private DynamoDbService DynamoDb(string name) => new(
        options.DynamoDbEndpoint ?? throw new LocalGatewayException($"{name} calls DynamoDB, and the gateway was given no endpoint of one."),
        new(options.DynamoDbCredentials, options.Region, "dynamodb"),
        deployment.AccountId,
        backend,
        options.TimeProvider);
}
