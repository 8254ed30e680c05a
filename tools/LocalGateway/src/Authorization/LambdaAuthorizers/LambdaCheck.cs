using System.Globalization;
using LocalGateway.Caching;
using LocalGateway.Errors;
using LocalGateway.Functions;
using LocalGateway.Model;
using LocalGateway.Policies;
using LocalGateway.Requests;
using LocalGateway.Variables;

namespace LocalGateway.Authorization.LambdaAuthorizers;

/// <summary>
/// A Lambda authorizer of type TOKEN or REQUEST. All methods that name it share one instance and its cached results. The policy is
/// evaluated for each request, also when the result was cached.
/// </summary>
internal sealed class LambdaCheck : IAuthorizer
{
    // The number of results.
    private const int CacheCapacity = 10_000;

    // API Gateway has the same time limit for authorizers as for integrations.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(29);

    private readonly LambdaAuthorizer _authorizer;
    private readonly ResourcePolicy? _policy;
    private readonly Function? _function;
    private readonly string? _unavailable;
    private readonly IdentitySources _sources;
    private readonly ValidationExpression _validation;
    private readonly AuthorizerEventWriter _events;
    private readonly RequestVariables _variables;
    private readonly string _region;
    private readonly TimeLimits _limits;
    private readonly TimedCache<AuthorizerResult> _cache;

    /// <exception cref="GatewayException">API Gateway would reject the authorizer.</exception>
    public LambdaCheck(
        LambdaAuthorizer authorizer, ResourcePolicy? policy, FunctionHost functions, RequestVariables variables, GatewayOptions options)
    {
        (_authorizer, _policy, _variables, _region) = (authorizer, policy, variables, options.Deployment.Region);
        _unavailable = options.Deployment.WhyUnavailable(authorizer);
        _function = _unavailable is null ? functions.Get(authorizer.Function, $"The authorizer {authorizer.Name}") : null;
        _sources = new(authorizer, variables);
        _validation = new(authorizer, authorizer.ValidationExpression);
        _events = new(variables.Api, new(variables));
        _cache = new(CacheCapacity, options.TimeProvider);
        _limits = new(options.NoTimeouts);
    }

    public async ValueTask<GatewayError?> AuthorizeAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        var methodArn = MethodArn.Create(exchange, _variables, _region);
        if (methodArn.Length > MethodArn.MaxLength)
            return new GatewayError(GatewayResponseType.RequestTooLarge, "Request URI too long") { Status = 414 };

        var byPolicy = _policy?.Decide(exchange);
        if (byPolicy == PolicyDecision.ExplicitDeny)
            return _policy!.Refusal(exchange, isExplicit: true);

        // Without caching, a REQUEST authorizer itself checks for missing identity sources.
        var isCached = _authorizer.ResultTtl > TimeSpan.Zero;
        var identity = _sources.Read(exchange);
        if (identity is null && (isCached || _authorizer.Type == LambdaAuthorizerType.Token))
            return Unauthorized(_sources.Missing(exchange));
        if (_authorizer.Type == LambdaAuthorizerType.Token && !_validation.IsMatch(identity![0]))
            return Unauthorized("the token does not match the authorizer's validation expression");

        var key = isCached ? KeyOf(identity!) : null;
        if (key is not null && _cache.TryGet(key, out var cached))
            return Decide(new(cached, TimeSpan.Zero, requestId: null), cached, methodArn, byPolicy, exchange);

        var start = exchange.TimeProvider.GetTimestamp();
        var (result, requestId, error) = await AskAsync(exchange, identity, methodArn);
        if (result is null)
            return error;
        if (key is not null)
            _cache.Set(key, result, _authorizer.ResultTtl, size: 1);
        return Decide(new(result, exchange.TimeProvider.GetElapsedTime(start), requestId), result, methodArn, byPolicy, exchange);
    }

    // An Allow of the resource policy is enough if the authorizer neither allows nor denies the call (developer guide, table A).
    private GatewayError? Decide(
        LambdaCaller caller, AuthorizerResult result, string methodArn, PolicyDecision? byPolicy, Exchange exchange)
    {
        switch (PolicyEvaluation.Evaluate(result.Statements, "execute-api:Invoke", methodArn))
        {
            case PolicyDecision.Allow:
            case PolicyDecision.ImplicitDeny when byPolicy == PolicyDecision.Allow:
                exchange.Set<CallerContext>(caller);
                exchange.Trace?.Decide((_authorizer.Name, caller), static allowed =>
                    $"the authorizer {allowed.Name} allows {allowed.caller.Who}"
                    + (allowed.caller.RequestId is null ? ", by its result in the cache" : ""));
                return null;
            case PolicyDecision.ExplicitDeny:
                const string message = "User is not authorized to access this resource with an explicit deny";
                return new GatewayError(GatewayResponseType.AccessDenied, message)
                {
                    Reason = $"the policy of the authorizer {_authorizer.Name} denies this request",
                };
            default:
                return new GatewayError(GatewayResponseType.AccessDenied)
                {
                    Reason = $"the policy of the authorizer {_authorizer.Name} does not allow this request",
                };
        }
    }

    private async Task<(AuthorizerResult? Result, string? RequestId, GatewayError? Error)> AskAsync(
        Exchange exchange, IReadOnlyList<string>? identity, string methodArn)
    {
        if (_function is null)
            return (null, null, Failed($"cannot run on this machine: {_unavailable}"));
        var payload = _authorizer.Type == LambdaAuthorizerType.Token
            ? AuthorizerEventWriter.Token(identity![0], methodArn)
            : _events.Request(exchange, methodArn);
        using var timeout = new CancellationTokenSource(_limits.Of(Timeout), exchange.TimeProvider);
        try
        {
            var invoked = await _function.InvokeRecordedAsync(payload, exchange, timeout.Token).WaitAsync(timeout.Token);
            switch (invoked)
            {
                case InvocationResult.Completed completed:
                    var (result, problem) = AuthorizerResult.Read(completed.Output);
                    return (result, completed.RequestId, problem is null ? null : Misconfigured($"the authorizer's result {problem}"));
                case InvocationResult.Failed { ErrorMessage: "Unauthorized" }:
                    return (null, null, Unauthorized($"the function {_function.LogicalId} of the authorizer refused the caller"));
                case InvocationResult.Refused refused:
                    return (null, null, Misconfigured($"the authorizer {_function.LogicalId} cannot be called: {refused.Reason}"));
                default:
                    return (null, null, Failed("failed"));
            }
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            return (null, null, Failed("failed"));
        }
    }

    // Each value is preceded by its length, so that different identities never have the same key.
    private static string KeyOf(IReadOnlyList<string> identity) =>
        string.Concat(identity.Select(value => string.Create(CultureInfo.InvariantCulture, $"{value.Length}:{value}")));

    private static GatewayError Misconfigured(string reason) => new(GatewayResponseType.AuthorizerConfigurationError) { Reason = reason };

    private GatewayError Failed(string how) =>
        new(GatewayResponseType.AuthorizerFailure) { Reason = $"the authorizer {_authorizer.Function} {how}" };

    private static GatewayError Unauthorized(string reason) => new(GatewayResponseType.Unauthorized) { Reason = reason };
}
