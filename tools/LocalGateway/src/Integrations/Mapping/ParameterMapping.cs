using LocalGateway.Errors;
using LocalGateway.MappingTemplates;
using LocalGateway.Model;
using LocalGateway.Requests;
using LocalGateway.Variables;
using Microsoft.Extensions.Primitives;

namespace LocalGateway.Integrations.Mapping;

/// <summary>The values that the parameter mappings and overrides of a call set in its integration request.</summary>
internal sealed class MappedParameters
{
    // Most calls set none.
    public HeaderList Headers => field ??= [];

    public List<KeyValuePair<string, StringValues>> QueryString => field ??= [];

    public Dictionary<string, string> Path => field ??= [];

    public void SetQuery(string name, StringValues values)
    {
        QueryString.RemoveAll(parameter => parameter.Key == name);
        QueryString.Add(new(name, values));
    }
}

/// <summary>
/// The <c>requestParameters</c> of an integration: from <c>integration.request.header|querystring|path.NAME</c> to a source.
/// </summary>
internal sealed class ParameterMapping
{
    private readonly List<(Target Target, string Name, ParameterSource Source)> _mappings;
    private readonly IntegrationKind _kind;

    /// <exception cref="GatewayException">A target or a source does not exist.</exception>
    public ParameterMapping(
        MethodName method, IReadOnlyDictionary<string, string> parameters, IntegrationKind kind, RequestVariables variables)
    {
        _kind = kind;
        _mappings = [.. parameters.Select(mapping => Parse(mapping, variables, $"{method}: the request parameter {mapping.Key}"))];
    }

    private enum Target
    {
        Header,
        QueryString,
        Path,
    }

    /// <returns>The values, or an error if the request cannot be mapped.</returns>
    public (MappedParameters? Parameters, GatewayError? Error) Map(Exchange exchange, CancellationToken cancellationToken)
    {
        var mapped = new MappedParameters();
        if (_mappings.Count == 0)
            return (mapped, null);
        var input = new MappingInput(exchange, exchange.Request.Headers, exchange.Request.Body, cancellationToken);
        try
        {
            foreach (var (target, name, source) in _mappings)
            {
                var values = source.Read(input);
                if (values.Count == 0)
                    continue;
                if (target == Target.Header && RequestHeaderRules.IsForbidden(name, _kind))
                    return (null, GatewayError.Misconfigured($"the header {name} of an integration request may not be mapped"));
                Set(mapped, target, name, values);
            }

            return (mapped, null);
        }
        catch (MappingTemplateException exception)
        {
            return (null, Templates.ErrorOf(exception));
        }
    }

    /// <summary>
    /// Applies the overrides of the request template, which win over mapped values. Headers that a template may not set are dropped.
    /// </summary>
    /// <returns>An error if HTTP does not allow a header's name, or a parameter is overridden twice.</returns>
    public GatewayError? Override(MappedParameters mapped, MappingOverrides overrides)
    {
        if (overrides.IsEmpty)
            return null;
        if (overrides.Repeated is { } repeated)
            return GatewayError.Misconfigured($"the template overrides {repeated} more than once");
        foreach (var (name, value) in overrides.RequestHeaders)
        {
            if (!HttpField.IsName(name))
                return GatewayError.Misconfigured("a template overrides a header whose name HTTP does not allow");
            // A header that must not be mapped would break the framing or the signature of the call.
            if (!RequestHeaderRules.IsDropped(name, _kind) && !RequestHeaderRules.IsForbidden(name, _kind))
                mapped.Headers.Set(name, value);
        }

        foreach (var (name, value) in overrides.RequestQueryString)
            mapped.SetQuery(name, value);
        foreach (var (name, value) in overrides.RequestPath)
            mapped.Path[name] = value;
        return null;
    }

    private static void Set(MappedParameters mapped, Target target, string name, StringValues values)
    {
        switch (target)
        {
            case Target.Header:
                mapped.Headers.Set(name, string.Join(',', values.AsEnumerable()));
                break;
            case Target.QueryString:
                mapped.SetQuery(name, values);
                break;
            default:
                mapped.Path[name] = string.Join(',', values.AsEnumerable());
                break;
        }
    }

    private static (Target Target, string Name, ParameterSource Source) Parse(
        KeyValuePair<string, string> mapping, RequestVariables variables, string owner)
    {
        var (target, name) = mapping.Key.Split('.', 4) switch
        {
            ["integration", "request", "header", var header] when HttpField.IsName(header) => (Target.Header, header),
            ["integration", "request", "querystring", { Length: > 0 } parameter] => (Target.QueryString, parameter),
            ["integration", "request", "path", { Length: > 0 } variable] => (Target.Path, variable),
            _ => throw new GatewayException($"{owner} must be integration.request.header|querystring|path.NAME."),
        };
        return (target, name, ParameterSource.OfRequest(mapping.Value, variables, owner));
    }
}
