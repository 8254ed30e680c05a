using ApiGateway.MappingTemplates;
using ApiGateway.MappingTemplates.Evaluation;
using ApiGateway.MappingTemplates.Json;
using ApiGateway.MappingTemplates.JsonPath;
using ApiGateway.Requests;

namespace ApiGateway.Integrations.Mapping;

/// <summary>What the parameter mappings of one side of a call read: the client's request, or what the integration answered.</summary>
/// <param name="exchange">The client's request.</param>
/// <param name="headers">Of the side that is mapped.</param>
/// <param name="payload">Of the same side.</param>
/// <param name="cancellationToken">Ends long work on the payload.</param>
internal sealed class MappingInput(Exchange exchange, HeaderList headers, string payload, CancellationToken cancellationToken)
{
    private readonly RenderScope _scope = new("parameter mapping", new MappingContext(), new CompileCache(), cancellationToken);
    private object? _document;
    private bool _isParsed;

    public Exchange Exchange => exchange;

    public HeaderList Headers => headers;

    /// <summary>The payload as it came, an empty one as <c>{}</c>.</summary>
    /// <exception cref="MappingTemplateException">It begins like JSON and is none.</exception>
    public string Payload
    {
        get
        {
            Parse();
            return Text;
        }
    }

    private string Text => payload.Length == 0 ? "{}" : payload;

    /// <returns>A text as it is, all else as JSON; null for what is not there, or is null.</returns>
    /// <exception cref="MappingTemplateException">The payload begins like JSON and is none, or the path is too much work.</exception>
    public string? Select(CompiledPath path)
    {
        Parse();
        return path.Select(_document, _scope) switch
        {
            null => null,
            string text => text,
            var value => JsonText.Of(value, _scope),
        };
    }

    // A payload that does not even begin like JSON is a text, in which no path leads anywhere.
    private void Parse()
    {
        if (_isParsed)
            return;
        if (Text.AsSpan().TrimStart() is ['{' or '[' or '"' or '\'', ..] && !PermissiveJson.TryParse(Text, out _document, out var problem))
            throw _scope.Error($"the body is not JSON: {problem}", MappingTemplateErrorKind.InvalidJson);
        _isParsed = true;
    }
}
