using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ApiGateway.GatewayResponses;
using ApiGateway.MappingTemplates;
using ApiGateway.MappingTemplates.Values;
using ApiGateway.Model;
using ApiGateway.Requests;
using ApiGateway.Responses;
using ApiGateway.Variables;

namespace ApiGateway.Integrations.Mapping;

/// <summary>The response side of a mapped integration: selects the integration response and makes the reply by it.</summary>
internal sealed class ResponseMapping
{
    private const string Json = "application/json";
    private readonly List<Response> _responses;
    private readonly IReadOnlyDictionary<int, IReadOnlySet<string>> _methodResponses;
    private readonly RequestVariables _variables;

    /// <exception cref="LocalGatewayException">A pattern or a template that cannot be used.</exception>
    public ResponseMapping(string method, ApiMethod apiMethod, MappedIntegration integration, RequestVariables variables)
    {
        (_methodResponses, _variables) = (apiMethod.MethodResponses, variables);
        _responses = [.. integration.Responses.Select(response => new Response(method, response))];
    }

    /// <param name="exchange">The client's request: templates see its parameters here too.</param>
    /// <param name="outcome">What selection patterns are matched with: a status code, of Lambda an error message.</param>
    /// <param name="body">The integration's payload; null if it has none to pass on, as MOCK.</param>
    /// <param name="overrides">As the request template left them.</param>
    /// <param name="cancellationToken">Ends the rendering.</param>
    public IntegrationOutcome Map(
        Exchange exchange, string outcome, ReadOnlyMemory<byte>? body, MappingOverrides overrides, CancellationToken cancellationToken)
    {
        var selected = _responses.Find(response => response.Pattern?.IsMatch(outcome) is true)
            ?? _responses.Find(response => response.Pattern is null);
        if (selected is null)
            return GatewayError.Misconfigured("no integration response matches and there is no default");
        if (!_methodResponses.ContainsKey(selected.StatusCode))
            return GatewayError.Misconfigured($"the method declares no response {selected.StatusCode.ToString(CultureInfo.InvariantCulture)}");

        var (mediaType, template) = selected.ChooseTemplate(exchange.Request.Headers["Accept"].ToString());
        var payload = body ?? ReadOnlyMemory<byte>.Empty;
        if (template is not null)
        {
            var context = TemplateContext.Create(_variables, exchange, Encoding.UTF8.GetString(payload.Span), overrides);
            var (text, error) = Templates.Render(template, context, cancellationToken);
            if (error is not null)
                return error;
            payload = Encoding.UTF8.GetBytes(text);
        }

        var headers = new HeaderList();
        headers.Add("Content-Type", mediaType);
        foreach (var (name, source) in selected.Headers)
        {
            var value = source.StartsWith('\'') ? source[1..^1] : _variables.Get(exchange, source);
            if (value is not null)
                headers.Set(name, value);
        }

        foreach (var (name, value) in overrides.ResponseHeaders)
        {
            if (!HttpField.IsName(name))
                return GatewayError.Misconfigured("a template overrides a header whose name HTTP does not allow");
            headers.Set(name, value);
        }

        return new Reply { StatusCode = overrides.ResponseStatus ?? selected.StatusCode, Headers = headers, Body = payload };
    }

    private sealed class Response
    {
        private readonly List<(string MediaType, MappingTemplate Template)> _templates;

        public Response(string method, IntegrationResponse response)
        {
            StatusCode = response.StatusCode;
            Pattern = response.SelectionPattern is null ? null : Compile(method, response.SelectionPattern);
            Headers = [.. response.ResponseParameters.Select(mapping => (HeaderOf(method, mapping.Key), Checked(method, mapping.Value)))];
            _templates =
            [
                .. response.ResponseTemplates.Select(
                    template => (template.Key, Templates.Parse($"{method} response {template.Key}", template.Value))),
            ];
        }

        public int StatusCode { get; }

        /// <summary>Null for the default response.</summary>
        public Regex? Pattern { get; }

        public List<(string Name, string Source)> Headers { get; }

        public (string MediaType, MappingTemplate? Template) ChooseTemplate(string accept)
        {
            if (_templates.Count == 0)
                return (Json, null);
            var wanted = MediaTypes.First(accept);
            var index = _templates.FindIndex(template => template.MediaType.Equals(wanted, StringComparison.OrdinalIgnoreCase));
            if (index < 0)
                index = _templates.FindIndex(template => template.MediaType.Equals(Json, StringComparison.OrdinalIgnoreCase));
            return _templates[Math.Max(index, 0)];
        }

        private static Regex Compile(string method, string pattern)
        {
            try
            {
                return JavaRegex.Whole(pattern);
            }
            catch (ArgumentException exception)
            {
                throw new LocalGatewayException($"{method}: the selection pattern {pattern} is not a valid regular expression.", exception);
            }
        }

        private static string HeaderOf(string method, string target)
        {
            const string Prefix = "method.response.header.";
            return target.StartsWith(Prefix, StringComparison.Ordinal) && HttpField.IsName(target[Prefix.Length..])
                ? target[Prefix.Length..]
                : throw new LocalGatewayException($"{method}: a response parameter must set {Prefix}NAME, not {target}.");
        }

        private static string Checked(string method, string source) =>
            source is ['\'', .., '\'']
            || source.StartsWith("context.", StringComparison.Ordinal)
            || source.StartsWith("stageVariables.", StringComparison.Ordinal)
                ? source
                : throw new LocalGatewayException($"{method}: the source {source} of a response header is not supported yet.");
    }
}
