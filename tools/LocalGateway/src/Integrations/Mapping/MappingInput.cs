using LocalGateway.MappingTemplates;
using LocalGateway.MappingTemplates.Evaluation;
using LocalGateway.MappingTemplates.Json;
using LocalGateway.MappingTemplates.JsonPath;
using LocalGateway.Requests;

namespace LocalGateway.Integrations.Mapping;

/// <summary>What the parameter mappings of one side of a call read: the client's request, or what the integration answered.</summary>
/// <param name="exchange">The client's request.</param>
/// <param name="headers">Of the side that is mapped.</param>
/// <param name="payload">Of the same side; looked at only when a mapping reads it.</param>
/// <param name="cancellationToken">Ends long work on the payload.</param>
internal sealed class MappingInput(Exchange exchange, HeaderList headers, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
{
    private ParsedPayload? _parsed;

    public Exchange Exchange => exchange;

    public HeaderList Headers => headers;

    /// <summary>The AWS service's id of the request; null where none has answered.</summary>
    public string? AwsEndpointRequestId { get; init; }

    /// <summary>The payload as it came, an empty one as <c>{}</c>.</summary>
    /// <exception cref="MappingTemplateException">It begins like JSON and is none.</exception>
    public string Payload => Parsed.Text;

    private ParsedPayload Parsed => _parsed ??= ParsedPayload.Of(payload, cancellationToken);

    /// <returns>A text as it is, all else as JSON; null for what is not there, or is null.</returns>
    /// <exception cref="MappingTemplateException">The payload begins like JSON and is none, or the path is too much work.</exception>
    public string? Select(CompiledPath path) => Parsed.Select(path);

    private sealed record ParsedPayload(string Text, object? Document, RenderScope Scope)
    {
        // A payload that does not even begin like JSON is a text, in which no path leads anywhere.
        public static ParsedPayload Of(ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
        {
            var text = payload.IsEmpty ? "{}" : PayloadText.TextOf(payload);
            var scope = new RenderScope("parameter mapping", new MappingContext(), new CompileCache(), cancellationToken);
            if (text.AsSpan().TrimStart() is not ['{' or '[' or '"' or '\'', ..])
                return new(text, null, scope);
            return PermissiveJson.TryParse(text, out var document, out var problem)
                ? new(text, document, scope)
                : throw scope.Error($"the body is not JSON: {problem}", MappingTemplateErrorKind.InvalidJson);
        }

        public string? Select(CompiledPath path) => path.Select(Document, Scope) switch
        {
            null => null,
            string text => text,
            var value => JsonText.Of(value, Scope),
        };
    }
}
