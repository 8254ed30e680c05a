using LocalGateway.Errors;
using LocalGateway.Model;
using LocalGateway.Requests;
using LocalGateway.Routing;

namespace LocalGateway.Validation;

/// <summary>The request validator of a method. It checks the required parameters first and, if none is missing, the body.</summary>
internal sealed class RequestValidation(
    IReadOnlyDictionary<Route, RequiredParameters> parameters, IReadOnlyDictionary<Route, BodyModels> bodies) : IStep
{
    /// <exception cref="GatewayException">A model does not exist or cannot be used.</exception>
    public static RequestValidation Create(IReadOnlyList<Route> routes, RestApi api)
    {
        var withBody = routes.Where(route => route.Method.ValidateRequestBody && route.Method.RequestModels.Count > 0).ToList();
        var models = withBody.Count == 0 ? new Dictionary<string, ModelSchema>() : ModelSchema.CompileAll(api);
        return new(
            routes.Where(route => route.Method.ValidateRequestParameters)
                .ToDictionary(route => route, route => new RequiredParameters(route.Method)),
            withBody.ToDictionary(route => route, route => new BodyModels(route.Method, models)));
    }

    public ValueTask<GatewayError?> RunAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        var route = exchange.Match.Route;
        if (parameters.TryGetValue(route, out var required) && required.Missing(exchange) is { Count: > 0 } missing)
        {
            var names = string.Join(", ", missing);
            return new(new GatewayError(GatewayResponseType.BadRequestParameters, $"Missing required request parameters: [{names}]")
            {
                Reason = $"the request lacks required parameters: {names}",
            });
        }

        var model = bodies.GetValueOrDefault(route)?.Of(exchange.Request);
        if (model?.Problem(exchange.Request.Body) is { } problem)
        {
            return new(new GatewayError(GatewayResponseType.BadRequestBody)
            {
                ValidationError = problem,
                Reason = $"the body does not fit the model {model.Name}" + (PlainRules.Of(problem) is { } plain ? $": {plain}" : ""),
            });
        }

        exchange.Trace?.Decide(
            (HasRequired: required is not null, HasModels: bodies.ContainsKey(route), Model: model?.Name),
            static rules => rules switch
            {
                (false, false, _) => "the method has no validator",
                (true, false, _) => "the required parameters are there",
                (_, true, null) => "no model is for the body's media type",
                _ => $"the body fits the model {rules.Model}",
            });
        return new((GatewayError?)null);
    }
}
