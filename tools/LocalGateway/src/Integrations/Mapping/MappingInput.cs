using LocalGateway.MappingTemplates;
using LocalGateway.MappingTemplates.Evaluation;
using LocalGateway.MappingTemplates.Json;
using LocalGateway.MappingTemplates.JsonPath;
using LocalGateway.Requests;

namespace LocalGateway.Integrations.Mapping;

/// <summary>The input of the parameter mappings on one side of a call: the client's request, or the integration's reply.</summary>
/// <param name="exchange">The client's request.</param>
/// <param name="headers">The headers of the side that is mapped.</param>
/// <param name="payload">The payload of the same side; it is parsed only when a mapping reads it.</param>
/// <param name="cancellationToken">Cancels long work on the payload.</param>
internal sealed class MappingInput(Exchange exchange, HeaderList headers, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
{
    private ParsedPayload? _parsed;

    public Exchange Exchange => exchange;

    public HeaderList Headers => headers;

    /// <summary>The AWS service's request id; null if no AWS service answered.</summary>
    public string? AwsEndpointRequestId { get; init; }

    /// <summary>The payload as received; <c>{}</c> if it is empty.</summary>
    /// <exception cref="MappingTemplateException">The payload begins like JSON but is not JSON.</exception>
    public string Payload => Parsed.Text;

    private ParsedPayload Parsed => _parsed ??= ParsedPayload.Of(payload, cancellationToken);

    /// <returns>A text unchanged, any other value as JSON; null if the value is missing or null.</returns>
    /// <exception cref="MappingTemplateException">
    /// The payload begins like JSON but is not JSON, or the path takes too much work.
    /// </exception>
    public string? Select(CompiledPath path) => Parsed.Select(path);

    private sealed record ParsedPayload(string Text, object? Document, RenderScope Scope)
    {
        // A payload that does not begin like JSON is plain text; no path selects anything in it.
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
