using LocalGateway.AccessLogs;
using LocalGateway.Authorization;
using LocalGateway.Caching;
using LocalGateway.Compression;
using LocalGateway.Errors;
using LocalGateway.Functions;
using LocalGateway.GatewayResponses;
using LocalGateway.Integrations;
using LocalGateway.Integrations.Http;
using LocalGateway.Model;
using LocalGateway.Recording;
using LocalGateway.Requests;
using LocalGateway.Responses;
using LocalGateway.Routing;
using LocalGateway.Stages;
using LocalGateway.Throttling;
using LocalGateway.UsagePlans;
using LocalGateway.Validation;
using LocalGateway.Variables;

namespace LocalGateway;

/// <summary>The steps that process a request to an API.</summary>
internal sealed class Pipeline
{
    private readonly (string Name, IStep Step)[] _steps;
    private readonly GatewayResponder _responder;
    private readonly GatewayLog _log;
    private readonly AccessLog? _accessLog;
    private readonly PipelineRecording? _recording;
    private readonly SecretNames _secrets;

    /// <exception cref="GatewayException">The API cannot be run.</exception>
    public Pipeline(
        RestApi api,
        FunctionHost functions,
        Backend backend,
        Inflation inflation,
        GatewayOptions options,
        KeptLimits limits,
        GatewayLog log)
    {
        var deployment = options.Deployment;
        var routes = api.Methods.Select(method => new Route(method)).ToList();
        var variables = new RequestVariables(api, deployment.AccountId);
        _responder = new(api, variables);
        _log = log;
        var settings = new MethodSettings(api);
        var cache = ResponseCache.Create(routes, api.Stage, settings, options.TimeProvider);
        _accessLog = AccessLog.Create(api, variables, options.AccessLog, log);
        var integrations = new IntegrationFactory(variables, functions, backend, deployment, options);
        var backends = integrations.Create(routes);
        Unavailable = [.. functions.Unavailable, .. integrations.Unavailable, .. Authorizers(api, deployment)];

        // The same order as in API Gateway. If a step refuses a request, the client gets the gateway response of the refusal's type.
        _steps =
        [
            ("stage", new StageLookup(api.Stage.Name, options.StagePath)),
            ("route", new RouteMatching(new ResourceTree(routes))),
            ("limits", new RequestLimits()),
            ("decompression", new RequestInflation(inflation, api.MinimumCompressionSize)),
            ("authorizer", new TimedAuthorizer(AuthorizerCheck.Create(routes, variables, deployment, functions, options))),
            ("API key", new ApiKeyCheck(PlanKeys.Create(routes, api, deployment, options, limits), api.ApiKeySource)),
            ("usage plan", new UsagePlanLimits()),
            ("throttle", MethodThrottle.Create(routes, settings, options, limits)),
            ("validation", RequestValidation.Create(routes, api)),
            ("cache", cache.Lookup),
            ("integration", new IntegrationCall(backends, new TimeLimits(options.NoTimeouts), options.TimeProvider)),
            ("response", new MethodResponse()),
            ("cache update", cache.Store),
            ("compression", new ReplyCompression(api.MinimumCompressionSize)),
        ];
        _secrets = SecretNames.Of(api);
        _recording = options.Recorder is { } recorder ? new(recorder, _secrets, [.. _steps.Select(step => step.Name)]) : null;
    }

    /// <summary>The functions, methods and authorizers that cannot run, each with the reason.</summary>
    public IReadOnlyList<string> Unavailable { get; }

    private static IEnumerable<string> Authorizers(RestApi api, Deployment deployment)
    {
        foreach (var authorizer in api.Authorizers.Values)
        {
            var reason = authorizer switch
            {
                LambdaAuthorizer lambda => deployment.WhyUnavailable(lambda),
                IamAuthorizer => "signed requests cannot be checked",
                _ => null,
            };
            if (reason is not null)
                yield return $"The authorizer {authorizer.Name} cannot run on this machine: {reason}";
        }
    }

    public async ValueTask<Reply> RunAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        var answeredBy = "";
        GatewayError? error = null;
        _log.Begin();
        _recording?.Begin(exchange);
        try
        {
            foreach (var (name, step) in _steps)
            {
                if (exchange.Reply is null)
                    answeredBy = name;
                error = await step.RunAsync(exchange, cancellationToken);
                exchange.Trace?.End(name, exchange.TimeProvider.GetTimestamp(), error);
                if (error is not null)
                    break;
            }
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            _log.Write($"{exchange.RequestId} failed at {answeredBy}: {exception}");
            error = GatewayError.Misconfigured("the gateway itself failed");
            exchange.Trace?.End(answeredBy, exchange.TimeProvider.GetTimestamp(), error);
        }

        var reply = error is null ? exchange.Reply! : _responder.Render(exchange, error);
        reply.Headers.Set("x-amzn-RequestId", exchange.RequestId);
        reply.Headers.Set("x-amz-apigw-id", exchange.ExtendedRequestId);
        foreach (var warning in exchange.Warnings)
            _log.Write($"warning: {warning}");
        if (!_log.IsOff)
        {
            var integration = exchange.Match.Route?.Method.Integration;
            var words = new AnswerWords(answeredBy, error, integration, exchange.Get<IntegrationResult>(), exchange.Request, reply, _secrets);
            _log.Answered(exchange, reply, words.Author, WhyNot(words, exchange, reply));
        }

        _accessLog?.Write(exchange, reply, error);
        _recording?.End(exchange, reply, answeredBy, error);
        return reply;
    }

    // What a reply says about itself may repeat a secret of the request.
    private string? WhyNot(AnswerWords words, Exchange exchange, Reply reply) => words.WhyNot is { } why
        ? new RecordSecrets(_secrets, exchange.Request, reply).Text(why)
        : null;
}
