using LocalGateway.Functions;
using LocalGateway.Integrations.DynamoDb;
using LocalGateway.Integrations.Http;
using LocalGateway.Integrations.Lambda;
using LocalGateway.Integrations.LambdaProxy;
using LocalGateway.Integrations.Mapping;
using LocalGateway.Model;
using LocalGateway.Routing;
using LocalGateway.Variables;

namespace LocalGateway.Integrations;

/// <summary>
/// Creates the integrations of an API's methods from its declarations, and parses at start everything that can be parsed then.
/// </summary>
internal sealed class IntegrationFactory(
    RequestVariables variables, FunctionHost functions, Backend backend, Deployment deployment, GatewayOptions options)
{
    private readonly ProxyEventWriter _events = new(variables.Api, new(variables));
    private readonly ProxyResponseReader _proxyResponses = new(variables.Api.BinaryMediaTypes);
    private readonly OutgoingHeaders _outgoing = new(variables.Api.ApiId);
    private readonly TableAccesses _accesses = new(new(deployment.Tables.Values), deployment.Region, deployment.AccountId);

    private readonly List<string> _unavailable = [];

    /// <summary>The methods of a partial deployment that cannot run, each with the reason.</summary>
    public IReadOnlyList<string> Unavailable => _unavailable;

    /// <exception cref="GatewayException">
    /// An integration has no usable target or role, or a mapping or template is not usable; the message contains all of them.
    /// </exception>
    public IReadOnlyDictionary<Route, IIntegration> Create(IReadOnlyList<Route> routes)
    {
        var created = new Dictionary<Route, IIntegration>();
        var problems = new List<string>();
        foreach (var route in routes)
        {
            try
            {
                created[route] = deployment.WhyUnavailable(route.Method.Integration) is { } reason
                    ? NotRunning(route.Method.Name, reason)
                    : Create(route.Method, route.Method.Name);
            }
            catch (InvalidTemplateException exception) when (deployment.IsPartial)
            {
                _unavailable.Add($"{route.Method.Name} answers 500: {exception.Message}");
                created[route] = new Misconfigured(exception.Message);
            }
            catch (GatewayException exception) when (deployment.IsPartial)
            {
                created[route] = NotRunning(route.Method.Name, exception.Message);
            }
            catch (GatewayException exception)
            {
                problems.Add(exception.Message);
            }
        }

        return problems.Count == 0 ? created : throw new GatewayException(string.Join(Environment.NewLine, problems.Distinct()));
    }

    private Unavailable NotRunning(MethodName name, string reason)
    {
        var message = $"{name} cannot run on this machine: {reason}";
        _unavailable.Add(message);
        return new(message);
    }

    private IIntegration Create(ApiMethod method, MethodName name) => method.Integration switch
    {
        LambdaProxyIntegration proxy => LambdaProxy(proxy, name),
        HttpProxyIntegration proxy => HttpProxy(proxy, name),
        MappedIntegration mapped => Mapped(mapped, new(name, mapped, variables), new(name, method, mapped, variables), name),
        var other => throw NotSupported(other, name),
    };

    private ProxyCall LambdaProxy(LambdaProxyIntegration integration, MethodName name)
    {
        var parameters = new ParameterMapping(name, integration.RequestParameters, IntegrationKind.AwsProxy, variables);
        return new(functions.Get(integration.Function, name.ToString()), integration.HttpMethod, parameters, _events, _proxyResponses);
    }

    private HttpProxyCall HttpProxy(HttpProxyIntegration integration, MethodName name)
    {
        var parameters = new ParameterMapping(name, integration.RequestParameters, IntegrationKind.HttpProxy, variables);
        return new(new(name, integration.Uri), integration.HttpMethod, parameters, _outgoing, backend);
    }

    private IIntegration Mapped(MappedIntegration mapped, RequestMapping request, ResponseMapping response, MethodName name) => mapped switch
    {
        MockIntegration => new Mock(request, response),
        LambdaIntegration lambda => new LambdaCall(functions.Get(lambda.Function, name.ToString()), lambda.HttpMethod, request, response),
        HttpIntegration http => new HttpCall(new(name, http.Uri), http.HttpMethod, request, response, _outgoing, backend),
        AwsActionIntegration action =>
            new DynamoDbAction(action, request, response, _outgoing, _accesses, new(name, RoleOf(action, name)), DynamoDb(name)),
        _ => throw NotSupported(mapped, name),
    };

    private IamRole RoleOf(AwsActionIntegration integration, MethodName name) =>
        deployment.Roles.GetValueOrDefault(integration.CredentialsRole)
        ?? throw new GatewayException($"{name}: the template has no role {integration.CredentialsRole}.");

    private DynamoDbService DynamoDb(MethodName name)
    {
        var endpoint = options.DynamoDbEndpoint
            ?? throw new GatewayException($"{name} calls DynamoDB, but GatewayOptions.DynamoDbEndpoint is not set.");
        var signer = new RequestSigner(options.DynamoDbCredentials, deployment.Region, "dynamodb");
        return new(endpoint, signer, deployment.AccountId, backend, options.TimeProvider);
    }

    private static GatewayException NotSupported(Integration integration, MethodName name) =>
        new($"{name}: {integration.GetType().Name} is not supported.");
}
