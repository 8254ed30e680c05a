using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace LambdaCrud.IntegrationTests.OpenApi;

/// <summary>Generates requests from the operations of a contract: valid ones, slightly invalid ones and hostile ones.</summary>
internal sealed class RequestGenerator(Contract contract, KnownValues known)
{
    private static readonly string[] Queries = ["unknown=1", "", "&&", "=", "=1", "%", "%zz=1", "%FF=1", "a=%C0%AF", "limit[]=1", "a&a", "?"];

    private static readonly HeaderLine[] OtherHeaders =
    [
        new("Accept", "text/html"), new("Accept", ""), new("Accept-Encoding", "gzip"), new("Accept-Encoding", "*;q=0, \""), new("Origin", "null"),
        new("Range", "bytes=0-1"), new("Content-Language", "de"), new("Cookie", "a=b; c=\"d"),
        new("X-Forwarded-For", "1.2.3.4"), new("X-Amzn-Trace-Id", "Root=x"), new("If-Modified-Since", "x"), new("Prefer", "return=minimal"),
    ];

    private readonly GeneratedValues _values = new(contract.Schemas, known);

    public Gen<GeneratedRequest> Of(Operation operation) =>
        from path in PathOf(operation)
        from query in QueryOf(operation)
        from headers in HeadersOf(operation, path)
        from body in BodyOf(operation)
        from caller in CallerOf(operation)
        select new GeneratedRequest
        {
            Method = operation.Method,
            Path = path,
            Query = query,
            Headers = headers,
            MediaType = body.MediaType,
            Body = body.Bytes,
            Caller = caller,
        };

    private Gen<string> PathOf(Operation operation)
    {
        var segments = Contract.Segments(operation.Path).Select(segment => segment is ['{', .. var name, '}']
            ? IdOf(operation, operation.Parameters.Single(parameter => parameter.In == "path" && parameter.Name == name))
            : Gen.Constant(segment));
        return from parts in Gen.CollectToArray(segments)
               from end in Gen.Frequency((15, Gen.Constant("")), (1, Gen.Constant("/")))
               select $"/{string.Join('/', parts)}{end}";
    }

    private Gen<string> IdOf(Operation operation, ParameterContract parameter)
    {
        var ids = known.IdsBelow(operation.Path);
        var text = ids.Count == 0 ? TextOf(parameter) : Gen.Frequency((5, Gen.Elements(ids.ToArray())), (2, TextOf(parameter)));
        // Clients remove the segments `.` and `..`.
        return text.Where(id => id is not ("" or "." or "..")).Select(Uri.EscapeDataString);
    }

    private Gen<string> QueryOf(Operation operation)
    {
        var parameters = operation.Parameters.Where(parameter => parameter.In == "query").Select(parameter => Gen.Frequency(
            (parameter.IsRequired ? 1 : 12, Gen.Constant("")),
            (8, TextOf(parameter).Select(value => $"{parameter.Name}={Uri.EscapeDataString(value)}"))));
        return from pairs in Gen.CollectToArray(parameters)
               from more in Gen.Frequency((20, Gen.Constant<string?>(null)), (1, Gen.Elements<string?>(Queries)))
               let all = pairs.Where(pair => pair.Length > 0).Append(more).OfType<string>().ToList()
               select all.Count == 0 ? "" : $"?{string.Join('&', all)}";
    }

    private Gen<IReadOnlyList<HeaderLine>> HeadersOf(Operation operation, string path)
    {
        var parameters = operation.Parameters.Where(parameter => parameter.In == "header").Select(parameter => Gen.Frequency(
            (parameter.IsRequired ? 1 : 8, Gen.Constant<HeaderLine?>(null)),
            (parameter.IsRequired ? 12 : 4, HeaderOf(parameter.Name, path).Select(value => (HeaderLine?)new HeaderLine(parameter.Name, value)))));
        var other = Gen.Frequency((6, Gen.Constant<HeaderLine?>(null)), (1, Gen.Elements<HeaderLine?>(OtherHeaders)));
        return Gen.CollectToArray(parameters.Append(other)).Select(lines => (IReadOnlyList<HeaderLine>)[.. lines.OfType<HeaderLine>()]);
    }

    private Gen<string> HeaderOf(string name, string path)
    {
        var seen = known.Of(name).Concat(name.StartsWith("If-", StringComparison.Ordinal) ? known.TagsOf(path) : []).ToArray();
        return Gen.Frequency(
            (4, Gen.Fresh(() => Guid.NewGuid().ToString())),
            (seen.Length == 0 ? 0 : 4, Gen.Elements(seen.DefaultIfEmpty("").ToArray())),
            (2, Gen.Elements("*", "\"\"", "W/\"a\"", "\"a\", \"b\"", "\"a", "", new string('k', 256))),
            (1, Gen.Elements(HostileTexts.OfHeaders.ToArray())));
    }

    private Gen<string> TextOf(ParameterContract parameter)
    {
        var (schema, name) = (parameter.Schema.Json, parameter.Name);
        return Gen.Frequency((8, _values.Valid(schema, name)), (2, _values.Faulty(schema, name)))
            .Select(Plain)
            .Or(Gen.Frequency((8, _values.Valid(schema, name).Select(Plain)), (1, Gen.Elements(HostileTexts.All.ToArray()))));
    }

    private Gen<(string? MediaType, byte[]? Bytes)> BodyOf(Operation operation)
    {
        if (operation.Body is not { } content)
        {
            return Gen.Frequency(
                (12, Gen.Constant(((string?)null, (byte[]?)null))),
                (1, Gen.Elements<(string?, byte[]?)>(("application/json", "{}"u8.ToArray()), ("text/plain", "x"u8.ToArray()), (null, []))));
        }

        var (declared, schema) = content.Single();
        var bytes = Gen.Frequency(
            (12, _values.Valid(schema.Json, "").Select(Utf8)),
            (6, _values.Faulty(schema.Json, "").Select(Utf8)),
            (2, GeneratedValues.HostileBody.Select(Utf8)),
            (1, _values.Valid(schema.Json, "").Select(text => (byte[]?)Encoding.Latin1.GetBytes(text))),
            (1, _values.Valid(schema.Json, "").Select(text => Utf8(text[..^1]))),
            (1, Gen.Constant<byte[]?>(null)));
        var mediaTypes = Gen.Frequency(
            (20, Gen.Constant<string?>(declared)),
            (2, Gen.Constant<string?>($"{declared}; charset=utf-8")),
            (1, Gen.Elements<string?>(null, "", "text/plain", "application/xml", "*/*", $"{declared};", "application/json, text/plain", "json", "\"")));
        return from body in bytes from mediaType in mediaTypes select (mediaType, body);

        static byte[]? Utf8(string text) => Encoding.UTF8.GetBytes(text);
    }

    private static Gen<Caller> CallerOf(Operation operation)
    {
        var allowed = operation.Credentials switch
        {
            [] => Gen.Elements(Caller.Nobody, Caller.User),
            ["Authorization"] => Gen.Elements(Caller.Admin, Caller.Admin, Caller.User),
            _ => Gen.Constant(Caller.KeyHolder),
        };
        return Gen.Frequency((12, allowed), (1, Gen.Elements(Caller.Nobody, Caller.Forger, Caller.User, Caller.KeyHolder)));
    }

    /// <summary>The text of a parameter with a JSON value.</summary>
    private static string Plain(string json)
    {
        try
        {
            return JsonNode.Parse(json) is JsonValue value ? value.ToString() : json;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // It is no JSON, or it has half of a surrogate pair.
            return json;
        }
    }
}
