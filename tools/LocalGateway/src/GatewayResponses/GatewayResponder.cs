using System.Text;
using LocalGateway.Errors;
using LocalGateway.Model;
using LocalGateway.Requests;
using LocalGateway.Variables;

namespace LocalGateway.GatewayResponses;

/// <summary>Converts an error into the API's reply for its type, customised or built in.</summary>
internal sealed class GatewayResponder
{
    private const string Json = "application/json";
    private readonly RequestVariables _variables;
    private readonly Dictionary<GatewayResponseType, Response> _responses = [];

    /// <exception cref="GatewayException">API Gateway does not support a response or one of its parameters.</exception>
    public GatewayResponder(RestApi api, RequestVariables variables)
    {
        _variables = variables;
        var unknown = api.GatewayResponses.Keys.FirstOrDefault(
            name => name is not ("DEFAULT_4XX" or "DEFAULT_5XX") && !GatewayResponseType.OfApi.ContainsKey(name));
        if (unknown is not null)
            throw new GatewayException($"{api.LogicalId}: {unknown} is not the name of a gateway response.");
        foreach (var type in GatewayResponseType.OfApi.Values.Append(GatewayResponseType.StageNotFound))
            _responses.Add(type, new(type, type.IsCustomisable ? Customised(api, type) : null, api.LogicalId));
    }

    public Reply Render(Exchange exchange, GatewayError error)
    {
        var response = _responses[error.Type];
        var status = response.StatusCode ?? error.Status;
        string? Resolve(string name) => name.StartsWith("context.error.", StringComparison.Ordinal)
            ? error.Variable(name["context.".Length..])
            : _variables.Get(exchange, name);

        var (mediaType, template) = response.ChooseTemplate(exchange.Request.Headers["Accept"].ToString());
        var headers = new HeaderList();
        headers.Add("Content-Type", mediaType);
        headers.Add("x-amzn-ErrorType", error.Type.ErrorType);
        foreach (var (header, source) in response.Headers)
        {
            var value = source.StartsWith('\'') ? source[1..^1] : Resolve(source);
            if (value is not null)
                headers.Set(header, value);
        }

        return new Reply { StatusCode = status, Headers = headers, Body = Encoding.UTF8.GetBytes(template.Render(Resolve)) };
    }

    // A customised response of the type itself inherits nothing from DEFAULT_4XX or DEFAULT_5XX. Missing parts are built in.
    private static CustomGatewayResponse? Customised(RestApi api, GatewayResponseType type) =>
        api.GatewayResponses.GetValueOrDefault(type.Name)
        ?? api.GatewayResponses.GetValueOrDefault(type.Status < 500 ? "DEFAULT_4XX" : "DEFAULT_5XX");

    private sealed class Response
    {
        private readonly List<(string MediaType, PlainTemplate Template)> _templates = [];

        public Response(GatewayResponseType type, CustomGatewayResponse? customised, string api)
        {
            StatusCode = customised?.StatusCode;
            foreach (var (mediaType, template) in customised?.Templates ?? new Dictionary<string, string>())
                _templates.Add((mediaType, new(template)));
            if (_templates.Count == 0)
                _templates.Add((Json, new(type.Template)));
            foreach (var (target, source) in customised?.Parameters ?? new Dictionary<string, string>())
                Headers.Add((HeaderOf(target, api), CheckedSource(source, target, api)));
        }

        public int? StatusCode { get; }

        public List<(string Header, string Source)> Headers { get; } = [];

        public (string MediaType, PlainTemplate Template) ChooseTemplate(string accept) => MediaTypes.Choose(_templates, accept);

        private static string HeaderOf(string target, string api)
        {
            const string Prefix = "gatewayresponse.header.";
            return target.StartsWith(Prefix, StringComparison.Ordinal) && HttpField.IsName(target.AsSpan(Prefix.Length))
                ? target[Prefix.Length..]
                : throw new GatewayException($"{api}: the gateway response parameter {target} must have the form {Prefix}NAME.");
        }

        private static string CheckedSource(string source, string target, string api) =>
            source is ['\'', .., '\''] || RequestVariables.IsReference(source)
                ? source
                : throw new GatewayException(
                    $"{api}: the source {source} of {target} must be a static value in single quotes, "
                    + "or a request, stage or context variable.");
    }
}
