using ApiGateway.Functions;
using ApiGateway.GatewayResponses;
using ApiGateway.Integrations.LambdaProxy;
using ApiGateway.Model;
using ApiGateway.Requests;
using ApiGateway.Routing;
using ApiGateway.Variables;

namespace ApiGateway.Integrations;

/// <summary>Calls the integration of the method and waits no longer than its timeout allows.</summary>
internal sealed class IntegrationCall(IReadOnlyDictionary<Route, IIntegration> integrations, TimeProvider timeProvider) : IStep
{
    /// <exception cref="LocalGatewayException">An integration that leads nowhere, or of a kind that is not run.</exception>
    public static IntegrationCall Create(
        IReadOnlyList<Route> routes, RequestVariables variables, FunctionHost functions, LocalGatewayOptions options)
    {
        var events = new ProxyEventWriter(variables.Api, new(variables));
        var responses = new ProxyResponseReader(variables.Api.BinaryMediaTypes);
        return new(routes.ToDictionary(route => route, route => Create(route.Method)), options.TimeProvider);

        IIntegration Create(ApiMethod method) => method.Integration switch
        {
            LambdaProxyIntegration lambda =>
                new ProxyCall(functions.Get(lambda.Function, Name(method)), lambda.HttpMethod, events, responses),
            MockIntegration mock => new Mock(new(Name(method), mock, variables), new(Name(method), method, mock, variables)),
            var other => throw new LocalGatewayException($"{Name(method)}: {other.GetType().Name} is not supported yet."),
        };

        static string Name(ApiMethod method) => $"{method.HttpMethod} {method.ResourcePath}";
    }

    public async ValueTask<GatewayError?> RunAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        if (exchange.Reply is not null)
            return null;
        var route = exchange.Match.Route;
        using var timeout = new CancellationTokenSource(route.Method.Integration.Timeout, timeProvider);
        try
        {
            var outcome = await integrations[route].RunAsync(exchange, timeout.Token).WaitAsync(timeout.Token);
            exchange.Reply = outcome.Reply;
            return outcome.Error;
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            return new GatewayError(GatewayResponseType.IntegrationTimeout);
        }
    }
}
