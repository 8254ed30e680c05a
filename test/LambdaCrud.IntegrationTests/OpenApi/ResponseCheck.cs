using System.Text.Json;

namespace LambdaCrud.IntegrationTests.OpenApi;

/// <summary>Compares answers with the contract.</summary>
/// <param name="places">Names the declaration that lacks something.</param>
internal sealed class ResponseCheck(Contract contract, DeclarationPlaces places)
{
    private const string ProblemMediaType = "application/problem+json";

    /// <summary>
    /// The headers that are outside of the contract, because they belong to the connection and not to the API: they describe how this
    /// message was sent. API Gateway also adds headers for the operator, which all begin with <c>x-amz</c>.
    /// </summary>
    private static readonly string[] OfTheTransport = ["Connection", "Content-Encoding", "Content-Length", "Date", "Transfer-Encoding"];

    /// <summary>The media type is a part of <c>content</c>, and <c>x-cors</c> declares the others.</summary>
    private static readonly string[] DeclaredElsewhere = ["Content-Type", "Access-Control-Allow-Origin", "Access-Control-Expose-Headers"];

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    public IEnumerable<Violation> Of(Operation operation, Exchange exchange)
    {
        if (!operation.Responses.TryGetValue(exchange.Status, out var declared))
            return [new($"the status {exchange.Status}{CodeOf(exchange)} is not declared", places.OfStatus(operation, exchange.Status))];
        return [.. Cors(exchange, operation.ExposedHeaders), .. Parts(declared, exchange, new(operation, exchange.Status, places), operation.CacheHeaders ?? [])];
    }

    /// <summary>The answer to a path or method that the contract does not have: a problem.</summary>
    public IEnumerable<Violation> OfUnknownRoute(Exchange exchange) =>
        [.. Cors(exchange), .. Parts(contract.Problem, exchange, new(null, exchange.Status, places), [])];

    /// <summary>The answer to a CORS preflight.</summary>
    public IEnumerable<Violation> OfPreflight(PathContract path, Exchange exchange)
    {
        if (exchange.Status != 200)
            return OfUnknownRoute(exchange);
        return
        [
            .. Value(exchange, "Access-Control-Allow-Methods", path.AllowedMethods),
            .. Value(exchange, "Access-Control-Allow-Headers", path.AllowedHeaders),
            .. Value(exchange, "Access-Control-Max-Age", contract.MaxAge),
            .. Value(exchange, "Access-Control-Allow-Origin", null),
        ];
    }

    /// <param name="ofOperation">What the operation itself exposes. The gateway's refusals do not know the operation.</param>
    private IEnumerable<Violation> Cors(Exchange exchange, string? ofOperation = null) =>
    [
        .. Value(exchange, "Access-Control-Allow-Origin", null),
        .. Value(exchange, "Access-Control-Expose-Headers", contract.ExposedHeaders, ofOperation),
    ];

    /// <param name="expected">The valid value; null for any.</param>
    /// <param name="alsoExpected">Another valid value.</param>
    private static IEnumerable<Violation> Value(Exchange exchange, string name, string? expected, string? alsoExpected = null)
    {
        var values = exchange.Headers.Where(header => header.Is(name)).Select(header => header.Value).ToList();
        if (values.Count != 1 || (expected is not null && values[0] != expected && values[0] != alsoExpected))
            yield return new($"the header {name} is {(values.Count == 0 ? "missing" : string.Join(" and ", values))}", DeclarationPlaces.OfCors);
    }

    private static IEnumerable<Violation> Parts(
        ResponseContract declared, Exchange exchange, ResponsePlaces places, IEnumerable<string> moreHeaders) =>
        [.. HeaderViolations(declared, exchange, places, moreHeaders), .. BodyViolations(declared, exchange, places)];

    private static IEnumerable<Violation> HeaderViolations(
        ResponseContract declared, Exchange exchange, ResponsePlaces places, IEnumerable<string> moreHeaders)
    {
        var others = OfTheTransport.Concat(DeclaredElsewhere).Concat(moreHeaders).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var lines in exchange.Headers.GroupBy(header => header.Name, StringComparer.OrdinalIgnoreCase))
        {
            var name = lines.Key;
            if (name.StartsWith("x-amz", StringComparison.OrdinalIgnoreCase) || others.Contains(name))
                continue;
            if (!declared.Headers.TryGetValue(name, out var schema))
                yield return new($"the header {name} is not declared", places.OfHeader(CodeIn(exchange)));
            else if (lines.Count() > 1)
                yield return new($"the header {name} is sent more than once", places.OfHeader(CodeIn(exchange)));
            else if (schema.FaultsOf(lines.First().Value) is [var fault, ..])
                yield return new($"the header {name} is not as declared: {fault.Message}", places.OfHeader(CodeIn(exchange)));
        }
    }

    private static IEnumerable<Violation> BodyViolations(ResponseContract declared, Exchange exchange, ResponsePlaces places)
    {
        var type = exchange.Headers.FirstOrDefault(header => header.Is("Content-Type"))?.Value.Split(';')[0].Trim();
        // API Gateway also sends the media type of a mapping template that writes nothing.
        if (exchange.Body.Length == 0)
            return declared.Content.Count == 0 ? [] : [new("the body is empty", places.OfMediaType)];
        if (type is null || !declared.Content.TryGetValue(type, out var schema))
            return [new($"the media type {type ?? "(none)"} is not declared", places.OfMediaType)];
        try
        {
            using var body = JsonDocument.Parse(exchange.Body, Strict);
            var code = CodeIn(exchange);
            return declared.Codes.Count > 0 && !declared.Codes.Contains(new(code ?? "", exchange.Status))
                ? [new($"the code {code ?? "(none)"} of the status {exchange.Status} is not declared", places.OfCode)]
                : [.. schema.FaultsOf(body.RootElement).Select(fault => ViolationOf(fault, code, places))];
        }
        catch (JsonException error)
        {
            return [new($"the body is not JSON: {error.Message}", places.OfMediaType)];
        }
    }

    private static Violation ViolationOf(SchemaFault fault, string? code, ResponsePlaces places) =>
        new(fault.IsUndeclaredMember ? $"{fault} is not declared" : $"the body is not as declared: {fault}", places.OfMember(fault, code));

    private static string CodeOf(Exchange exchange) => CodeIn(exchange) is { } code ? $" with the code {code}" : "";

    /// <summary>The code of a problem; null if the answer is none.</summary>
    private static string? CodeIn(Exchange exchange)
    {
        if (!exchange.Headers.Any(header => header.Is("Content-Type") && header.Value.StartsWith(ProblemMediaType, StringComparison.Ordinal)))
            return null;
        try
        {
            using var body = JsonDocument.Parse(exchange.Body);
            return body.RootElement.ValueKind == JsonValueKind.Object && body.RootElement.TryGetProperty("code", out var code)
                ? code.ToString()
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
