using System.Text.RegularExpressions;
using LocalGateway.MappingTemplates;
using LocalGateway.MappingTemplates.Values;
using LocalGateway.Model;
using LocalGateway.Requests;
using LocalGateway.Variables;

namespace LocalGateway.Integrations.Mapping;

/// <summary>One integration response, read once at start.</summary>
internal sealed class ResponseRule
{
    private const string Json = "application/json";
    private const string HeaderTarget = "method.response.header.";
    private readonly List<(string MediaType, MappingTemplate Template)> _templates;

    /// <param name="method">The method's name, for messages.</param>
    /// <param name="response">The integration response that the API declares.</param>
    /// <param name="declaredHeaders">
    /// The headers that the method response for this status declares. A mapping to any other header has no effect.
    /// </param>
    /// <param name="variables">The variables of the API.</param>
    /// <exception cref="GatewayException">A pattern, a parameter or a template is not usable.</exception>
    public ResponseRule(MethodName method, IntegrationResponse response, IReadOnlySet<string>? declaredHeaders, RequestVariables variables)
    {
        StatusCode = response.StatusCode;
        ContentHandling = response.ContentHandling;
        Pattern = response.SelectionPattern is null ? null : Compile(method, response.SelectionPattern);
        var headers = new List<(string Name, ParameterSource Source)>();
        foreach (var (target, source) in response.ResponseParameters)
        {
            var owner = $"{method}: the response parameter {target}";
            headers.Add((HeaderOf(method, target), ParameterSource.OfResponse(source, variables, owner)));
        }

        Headers = headers.FindAll(header => declaredHeaders?.Contains(header.Name) is true);
        _templates = [];
        foreach (var (mediaType, template) in response.ResponseTemplates)
            _templates.Add((mediaType, Templates.Parse($"{method} response {StatusCode} {mediaType}", template)));
    }

    public int StatusCode { get; }

    public ContentHandling? ContentHandling { get; }

    /// <summary>Null for the default response.</summary>
    public Regex? Pattern { get; }

    public IReadOnlyList<(string Name, ParameterSource Source)> Headers { get; }

    public (string MediaType, MappingTemplate? Template) ChooseTemplate(string accept) =>
        _templates.Count == 0 ? (Json, null) : MediaTypes.Choose(_templates, accept);

    private static Regex Compile(MethodName method, string pattern)
    {
        try
        {
            return JavaRegex.Whole(pattern);
        }
        catch (ArgumentException exception)
        {
            throw new GatewayException($"{method}: the selection pattern {pattern} is not a valid regular expression.", exception);
        }
    }

    private static string HeaderOf(MethodName method, string target) =>
        target.StartsWith(HeaderTarget, StringComparison.Ordinal) && HttpField.IsName(target.AsSpan(HeaderTarget.Length))
            ? target[HeaderTarget.Length..]
            : throw new GatewayException($"{method}: a response parameter must set {HeaderTarget}NAME, not {target}.");
}
