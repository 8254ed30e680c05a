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
internal sealed class IntegrationFactory(
    RequestVariables variables, FunctionHost functions, Backend backend, Deployment deployment, LocalGatewayOptions options)
{
    private readonly ProxyEventWriter _events = new(variables.Api, new(variables));
    private readonly ProxyResponseReader _proxyResponses = new(variables.Api.BinaryMediaTypes);
    private readonly OutgoingHeaders _outgoing = new(variables.Api.ApiId);
    private readonly TableAccesses _accesses = new(new(deployment.Tables.Values), deployment.Region, deployment.AccountId);

    /// <exception cref="LocalGatewayException">An integration that leads nowhere, a mapping or a template that cannot be used.</exception>
    public IReadOnlyDictionary<Route, IIntegration> Create(IReadOnlyList<Route> routes) =>
        routes.ToDictionary(route => route, route => Create(route.Method, $"{route.Method.HttpMethod} {route.Method.ResourcePath}"));

    private IIntegration Create(ApiMethod method, string name) => method.Integration switch
    {
        LambdaProxyIntegration proxy => LambdaProxy(proxy, name),
        HttpProxyIntegration proxy => HttpProxy(proxy, name),
        MappedIntegration mapped => Mapped(mapped, new(name, mapped, variables), new(name, method, mapped, variables), name),
        var other => throw NotSupported(other, name),
    };

    private ProxyCall LambdaProxy(LambdaProxyIntegration integration, string name)
    {
        var parameters = new ParameterMapping(name, integration.RequestParameters, IntegrationKind.AwsProxy, variables);
        return new(functions.Get(integration.Function, name), integration.HttpMethod, parameters, _events, _proxyResponses);
    }

    private HttpProxyCall HttpProxy(HttpProxyIntegration integration, string name)
    {
        var parameters = new ParameterMapping(name, integration.RequestParameters, IntegrationKind.HttpProxy, variables);
        return new(new(name, integration.Uri), integration.HttpMethod, parameters, _outgoing, backend);
    }

    private IIntegration Mapped(MappedIntegration mapped, RequestMapping request, ResponseMapping response, string name) => mapped switch
    {
        MockIntegration => new Mock(request, response),
        LambdaIntegration lambda => new LambdaCall(functions.Get(lambda.Function, name), lambda.HttpMethod, request, response),
        HttpIntegration http => new HttpCall(new(name, http.Uri), http.HttpMethod, request, response, _outgoing, backend),
        AwsActionIntegration action =>
            new DynamoDbAction(action, request, response, _outgoing, _accesses, new(name, RoleOf(action, name)), DynamoDb(name)),
        _ => throw NotSupported(mapped, name),
    };

    private IamRole RoleOf(AwsActionIntegration integration, string name) =>
        deployment.Roles.GetValueOrDefault(integration.CredentialsRole)
        ?? throw new LocalGatewayException($"{name}: there is no role {integration.CredentialsRole}.");

    private DynamoDbService DynamoDb(string name)
    {
        var endpoint = options.DynamoDbEndpoint
            ?? throw new LocalGatewayException($"{name} calls DynamoDB, and the gateway was given no endpoint of one.");
        var signer = new RequestSigner(options.DynamoDbCredentials, options.Region, "dynamodb");
        return new(endpoint, signer, deployment.AccountId, backend, options.TimeProvider);
    }

    private static LocalGatewayException NotSupported(Integration integration, string name) =>
        new($"{name}: {integration.GetType().Name} is not supported.");
}
