using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using Amazon.Lambda.APIGatewayEvents;

namespace LambdaCrud.Http;

/// <summary>
/// Reads the body of a request. It checks size, media type and JSON, then the rules of the shape (<see cref="BodyContract"/>).
/// </summary>
internal static class RequestBody
{
    /// <summary>In bytes of UTF-8: 64 KiB.</summary>
    public const int MaxBytes = 65_536;

    // API Gateway replaces bytes that are not UTF-8 with this character. It is the only sign that the text is damaged.
    private static ReadOnlySpan<byte> ReplacementCharacter => "\ufffd"u8;

    private const string JsonMediaType = "application/json";

    /// <summary>Reads a complete representation.</summary>
    public static bool TryRead<T>(
        APIGatewayProxyRequest request, JsonTypeInfo<T> type, [NotNullWhen(true)] out T? value, [NotNullWhen(false)] out Reply? refusal)
        where T : class
    {
        value = null;
        return TryReadJson(request, JsonMediaType, MaxBytes, out var body, out refusal)
            && TryConvert(body.Value, type, out value, out refusal);
    }

    /// <summary>Reads an array. The caller checks its items one by one, with <see cref="TryConvert"/>.</summary>
    public static bool TryReadItems(
        APIGatewayProxyRequest request,
        Body batch,
        [NotNullWhen(true)] out JsonElement[]? items,
        [NotNullWhen(false)] out Reply? refusal)
    {
        items = null;
        if (!TryReadJson(request, JsonMediaType, batch.MaxBytes, out var body, out refusal))
            return false;

        var count = new ItemCountAttribute(1, batch.MaxItems);
        if (body.Value.ValueKind != JsonValueKind.Array)
            refusal = InvalidAsAWhole("wrong-type", "Must be an array.");
        else if (!count.Accepts(body.Value))
            refusal = InvalidAsAWhole(count.Code, count.Detail);
        else
            items = Items(body.Value);
        return refusal is null;
    }

    /// <summary>
    /// Reads a complete representation that replaces a stored one, or is the first. It runs the checks that do not need the stored one.
    /// <see cref="TryConvert"/> runs the rest.
    /// </summary>
    public static bool TryReadReplacement(
        APIGatewayProxyRequest request, JsonTypeInfo type, out JsonElement body, [NotNullWhen(false)] out Reply? refusal)
    {
        body = default;
        if (!TryReadJson(request, JsonMediaType, MaxBytes, out var read, out refusal))
            return false;
        body = read.Value;
        refusal = RefuseAtOnce(BodyContract.Check(body, type));
        return refusal is null;
    }

    /// <summary>Reads a merge patch. It checks the members of the patch, but not yet the result of the patch.</summary>
    public static bool TryReadPatch(
        APIGatewayProxyRequest request, JsonTypeInfo type, [NotNullWhen(true)] out JsonObject? patch, [NotNullWhen(false)] out Reply? refusal)
    {
        patch = null;
        if (!TryReadJson(request, MergePatch.MediaType, MaxBytes, out var body, out refusal))
            return false;
        refusal = RefuseAtOnce(BodyContract.Check(body.Value, type, partial: true));
        patch = refusal is null ? JsonObject.Create(body.Value) : null;
        return patch is not null;
    }

    /// <summary>Applies a merge patch, and checks the changed values.</summary>
    public static bool TryPatch<T>(
        T current, JsonObject patch, JsonTypeInfo<T> type, [NotNullWhen(true)] out T? value, [NotNullWhen(false)] out Reply? refusal)
        where T : class
    {
        var patched = MergePatch.Apply(JsonSerializer.SerializeToNode(current, type), patch);
        return TryConvert(JsonSerializer.SerializeToElement(patched, ApiJson.Default.JsonNode), type, out value, out refusal, stored: current);
    }

    /// <summary>Checks one representation and converts it to a value.</summary>
    /// <param name="at">A JSON pointer to the representation in the whole body.</param>
    /// <param name="maxErrors">The maximum number of errors in the refusal.</param>
    /// <param name="stored">The representation that this one replaces. The rules apply only to values that differ from it.</param>
    public static bool TryConvert<T>(
        JsonElement body,
        JsonTypeInfo<T> type,
        [NotNullWhen(true)] out T? value,
        [NotNullWhen(false)] out Reply? refusal,
        string at = "#",
        int maxErrors = BodyContract.MaxErrors,
        T? stored = null)
        where T : class
    {
        var before = stored is null ? (JsonElement?)null : JsonSerializer.SerializeToElement(stored, type);
        var errors = BodyContract.Check(body, type, at: at, stored: before);
        value = errors.Count == 0 ? body.Deserialize(type) : null;
        refusal = value is null ? Invalid([.. errors.Take(maxErrors)]) : null;
        return value is not null;
    }

    private static bool TryReadJson(
        APIGatewayProxyRequest request,
        string mediaType,
        int maxBytes,
        [NotNullWhen(true)] out JsonElement? body,
        [NotNullWhen(false)] out Reply? refusal)
    {
        body = null;
        if (string.IsNullOrEmpty(request.Body))
        {
            refusal = NotJson("The request must have a body.");
            return false;
        }

        if (!HasMediaType(request, mediaType))
        {
            refusal = ProblemTypes.UnsupportedMediaType
                .ToReply($"The body of this request must be {mediaType}.")
                .With(AcceptHeader(request.HttpMethod), mediaType);
            return false;
        }

        // A UTF-16 code unit becomes at most three bytes.
        var buffer = new byte[Math.Min(maxBytes, 3L * request.Body.Length)];
        var read = request.IsBase64Encoded
            ? FromBase64(request.Body, buffer, out var length)
            : Utf8.FromUtf16(request.Body, buffer, out _, out length, replaceInvalidSequences: false);
        if (read == OperationStatus.DestinationTooSmall)
        {
            refusal = ProblemTypes.BodyTooLarge.ToReply($"The body of this request may have at most {maxBytes} bytes.");
            return false;
        }

        if (read == OperationStatus.Done && buffer.AsSpan(0, length).IndexOf(ReplacementCharacter) >= 0)
        {
            refusal = InvalidAsAWhole(
                "encoding", "Must be valid UTF-8. To send the character U+FFFD itself, write \\ufffd.");
            return false;
        }

        body = read == OperationStatus.Done ? Parse(buffer.AsSpan(0, length)) : null;
        refusal = body is null ? NotJson("Must be one JSON document of valid Unicode with at most 64 levels of nesting.") : null;
        return body is not null;
    }

    // Not a collection expression: over a struct, it is compiled at the first request (docs/deploy.md, Cold starts).
    private static JsonElement[] Items(JsonElement array)
    {
        var items = new JsonElement[array.GetArrayLength()];
        var index = 0;
        foreach (var item in array.EnumerateArray())
            items[index++] = item;
        return items;
    }

    // Without the header, API Gateway treats a body as JSON and checks it against the route's model. So it is JSON here, too.
    private static bool HasMediaType(APIGatewayProxyRequest request, string mediaType) => request.Header("Content-Type") switch
    {
        [] => mediaType == JsonMediaType,
        [var text] => mediaType.Equals(MediaType.Of(text), StringComparison.OrdinalIgnoreCase),
        _ => false,
    };

    /// <summary>
    /// The header of a 415 that names the supported media type: RFC 5789 §3.1 for PATCH, LDP 1.0 §7.1 for POST, RFC 9110 §15.5.16 for the
    /// rest.
    /// </summary>
    private static string AcceptHeader(string method) => method switch
    {
        "PATCH" => "Accept-Patch",
        "POST" => "Accept-Post",
        _ => "Accept",
    };

    private static OperationStatus FromBase64(string text, Span<byte> buffer, out int length)
    {
        var bytes = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, bytes, out length))
            return OperationStatus.InvalidData;
        return bytes.AsSpan(0, length).TryCopyTo(buffer) ? OperationStatus.Done : OperationStatus.DestinationTooSmall;
    }

    private static JsonElement? Parse(ReadOnlySpan<byte> text)
    {
        if (!Utf8.IsValid(text) || HasLoneSurrogate(text))
            return null;
        try
        {
            return JsonElement.Parse(text);
        }
        catch (JsonException)
        {
            return null;    // The parser reports errors only by exceptions. The message would quote the body.
        }
    }

    /// <summary>
    /// Whether an escape is half of a surrogate pair, such as <c>\ud83d</c> alone. The parser accepts it, but the text has no UTF-8 form
    /// and would fail at its first use.
    /// </summary>
    private static bool HasLoneSurrogate(ReadOnlySpan<byte> json)
    {
        var awaitsLow = false;
        for (var i = 0; i < json.Length; i++)
        {
            var unit = '\0';
            if (json[i] == '\\')
            {
                if (i + 5 < json.Length && json[i + 1] == 'u' &&
                    Utf8Parser.TryParse(json.Slice(i + 2, 4), out ushort code, out var used, 'X') && used == 4)
                    unit = (char)code;
                i += unit == '\0' ? 1 : 5;
            }

            if (awaitsLow != char.IsLowSurrogate(unit))
                return true;
            awaitsLow = char.IsHighSurrogate(unit);
        }

        return awaitsLow;
    }

    private static Reply? RefuseAtOnce(IReadOnlyList<FieldError> errors) =>
        errors.All(error => error.IsAllowedIfStored) ? null : Invalid(errors);

    private static Reply NotJson(string detail) => InvalidAsAWhole("json", detail);

    private static Reply InvalidAsAWhole(string code, string detail) =>
        Invalid([new FieldError { JsonPointer = "#", Code = code, Detail = detail }]);

    private static Reply Invalid(IReadOnlyList<FieldError> errors) => ProblemTypes.InvalidBody.ToReply(errors: errors);
}
