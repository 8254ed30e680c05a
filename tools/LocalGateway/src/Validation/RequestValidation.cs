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
            var names = string.Join(", ", missing.Select(parameter => parameter.Name));
            return new(new GatewayError(GatewayResponseType.BadRequestParameters, $"Missing required request parameters: [{names}]")
            {
                Reason = $"the request lacks {string.Join(", ", missing.Select(parameter => $"the {parameter.Kind} {parameter.Name}"))}",
            });
        }

        var model = bodies.GetValueOrDefault(route)?.Of(exchange.Request);
        if (model?.Problem(exchange.Request.Body) is { } problem)
        {
            return new(new GatewayError(GatewayResponseType.BadRequestBody)
            {
                ValidationError = problem.Error,
                Reason = $"the body does not fit the model {model.Name}" + (problem.Plain is { } plain ? $": {plain}" : ""),
            });
        }

        exchange.Trace?.Decide(
            (HasRequired: required is not null, HasModels: bodies.ContainsKey(route), Model: model?.Name, exchange.Request),
            static rules => rules switch
            {
                (false, false, _, _) => "the method has no validator",
                (true, false, _, _) => "the required parameters are there",
                (_, true, null, var request) => $"there is no model for {MediaType(request)}, so the body was not checked",
                _ => $"the body fits the model {rules.Model}",
            });
        return new((GatewayError?)null);
    }

    private static string MediaType(GatewayRequest request) =>
        MediaTypes.OfBody(request.Headers["Content-Type"]) is { Length: > 0 } type
            ? $"the media type {type}"
            : "a body whose Content-Type is not one media type";
}
