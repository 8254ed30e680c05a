using LocalGateway.MappingTemplates.JsonPath;
using LocalGateway.Requests;
using LocalGateway.Variables;
using Microsoft.Extensions.Primitives;

namespace LocalGateway.Integrations.Mapping;

/// <summary>
/// The source of a parameter mapping's value (Amazon API Gateway: "Parameter mapping source reference"), read once at start. Names of
/// headers and query parameters are case-sensitive here, unlike elsewhere in HTTP.
/// </summary>
internal sealed class ParameterSource
{
    private const string RequestBody = "method.request.body";
    private const string ResponseBody = "integration.response.body";

    private readonly Func<MappingInput, StringValues> _read;

    private ParameterSource(Func<MappingInput, StringValues> read) => _read = read;

    /// <summary>A source of an integration request.</summary>
    /// <exception cref="GatewayException">The source does not exist; the message names <paramref name="owner"/>.</exception>
    public static ParameterSource OfRequest(string source, RequestVariables variables, string owner) =>
        Common(source, variables)
        ?? Body(source, RequestBody, owner)
        ?? After(source, "method.request.header.", name => input => Last(HeaderValues(input.Headers, name)))
        ?? After(source, "method.request.multivalueheader.", name => input => Joined(HeaderValues(input.Headers, name)))
        ?? After(source, "method.request.querystring.", name => input => Last(QueryValues(input, name)))
        ?? After(source, "method.request.multivaluequerystring.", name => input => QueryValues(input, name))
        ?? After(source, "method.request.path.", _ => input => variables.Get(input.Exchange, source))
        ?? throw Unknown(source, owner);

    /// <summary>A source of an integration response.</summary>
    /// <exception cref="GatewayException">The source does not exist; the message names <paramref name="owner"/>.</exception>
    public static ParameterSource OfResponse(string source, RequestVariables variables, string owner) =>
        Common(source, variables)
        ?? Body(source, ResponseBody, owner)
        ?? After(source, "integration.response.header.", name => input => Last(HeaderValues(input.Headers, name)))
        ?? After(source, "integration.response.multivalueheader.", name => input => Joined(HeaderValues(input.Headers, name)))
        ?? throw Unknown(source, owner);

    /// <returns>
    /// No value if the source is missing, so the mapping is skipped. Several values only for a multi-value query parameter.
    /// </returns>
    /// <exception cref="MappingTemplates.MappingTemplateException">The mapping reads the body, and the body is not readable.</exception>
    public StringValues Read(MappingInput input) => _read(input);

    private static ParameterSource? Common(string source, RequestVariables variables)
    {
        if (source is ['\'', .. var text, '\''])
            return new(_ => text);
        if (source == "context.awsEndpointRequestId")
            return new(input => input.AwsEndpointRequestId);
        return After(source, "context.", name => ContextVariableNames.IsKnown(name) ? input => variables.Get(input.Exchange, source) : null)
            ?? After(source, "stageVariables.", _ => input => variables.Get(input.Exchange, source));
    }

    private static ParameterSource? Body(string source, string body, string owner)
    {
        if (source == body)
            return new(input => input.Payload);
        return After(source, body + ".", path =>
        {
            var compiled = Compile(path, owner);
            return input => input.Select(compiled);
        });
    }

    private static CompiledPath Compile(string path, string owner)
    {
        try
        {
            return PathParser.Parse(path);
        }
        catch (JsonPathException exception)
        {
            throw new GatewayException($"{owner}: {exception.Message}", exception);
        }
    }

    private static ParameterSource? After(string source, string prefix, Func<string, Func<MappingInput, StringValues>?> reader) =>
        source.Length > prefix.Length && source.StartsWith(prefix, StringComparison.Ordinal) && reader(source[prefix.Length..]) is { } read
            ? new(read)
            : null;

    private static StringValues HeaderValues(HeaderList headers, string name)
    {
        foreach (var (candidate, values) in headers)
        {
            if (candidate == name)
                return values;
        }

        return default;
    }

    private static StringValues QueryValues(MappingInput input, string name) =>
        input.Exchange.Request.QueryParameters.FirstOrDefault(parameter => parameter.Key == name).Value is { } values
            ? new([.. values])
            : default;

    private static StringValues Last(StringValues values) => values.Count == 0 ? default : values[^1];

    private static StringValues Joined(StringValues values) => values.Count == 0 ? default : string.Join(',', values.AsEnumerable());

    private static GatewayException Unknown(string source, string owner) =>
        new($"{owner}: the source {source} does not exist (write a static value in single quotes).");
}
