using System.Text.Json;

namespace LambdaCrud.IntegrationTests.OpenApi;

/// <summary>
/// Compares requests that succeeded with the contract. It finds a contract that is narrower than the service: a client that keeps to the
/// contract could not send such a request.
/// </summary>
/// <param name="places">Names the declaration that lacks something.</param>
internal sealed class RequestCheck(DeclarationPlaces places)
{
    public IEnumerable<Violation> Of(Operation operation, Exchange exchange) =>
        exchange.Status is >= 200 and < 300
            ? [.. Credentials(operation, exchange), .. PathAndHeaders(operation, exchange), .. Query(operation, exchange), .. Body(operation, exchange)]
            : [];

    private IEnumerable<Violation> Credentials(Operation operation, Exchange exchange) =>
        from name in operation.Credentials
        where !exchange.RequestHeaders.Any(header => header.Is(name))
        select new Violation($"a request without {name} succeeds, but the contract requires it", places.Of(operation, "Access"));

    // The gateway and the functions ignore a header that they do not know. CorsListTests shows that they read only declared ones.
    private IEnumerable<Violation> PathAndHeaders(Operation operation, Exchange exchange)
    {
        var segments = Contract.Segments(exchange.Path);
        var inPath = Contract.Segments(operation.Path).Index().ToDictionary(part => part.Item.Trim('{', '}'), part => segments[part.Index]);
        foreach (var parameter in operation.Parameters.Where(parameter => parameter.In != "query"))
        {
            var value = parameter.In == "path"
                ? Uri.UnescapeDataString(inPath[parameter.Name])
                : exchange.RequestHeaders.FirstOrDefault(header => header.Is(parameter.Name))?.Value;
            foreach (var violation in Parameter(operation, parameter, value, parameter.In == "path" ? "Id" : "the properties"))
                yield return violation;
        }
    }

    private IEnumerable<Violation> Query(Operation operation, Exchange exchange)
    {
        var sent = new Dictionary<string, string>();
        // API Gateway passes on the last of several values.
        foreach (var pair in exchange.Query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2)))
            sent[Decoded(pair[0])] = Decoded(pair.ElementAtOrDefault(1) ?? "");
        var declared = operation.Parameters.Where(parameter => parameter.In == "query").ToList();
        return
        [
            .. from name in sent.Keys.Except(declared.Select(parameter => parameter.Name))
               // A stage with a cache ignores it. UnknownParameterTests shows that other stages refuse it.
               where operation.CacheHeaders is null
               select new Violation($"the query parameter {name} is accepted but not declared", places.Of(operation, "Query")),
            .. declared.SelectMany(parameter => Parameter(operation, parameter, sent.GetValueOrDefault(parameter.Name), "Query")),
        ];
    }

    private IEnumerable<Violation> Parameter(Operation operation, ParameterContract parameter, string? value, string property)
    {
        var what = $"the {parameter.In} parameter {parameter.Name}";
        if (value is null && parameter.IsRequired)
            yield return new($"a request without {what} succeeds, but the contract requires it", places.Of(operation, property));
        else if (value is not null && parameter.Schema.FaultsOf(value) is [var fault, ..])
            yield return new($"a value of {what} is accepted but not as declared: {fault.Message}", places.Of(operation, property));
    }

    private IEnumerable<Violation> Body(Operation operation, Exchange exchange)
    {
        if (operation.Body is not { } content)
            return [];
        // Without a media type, the gateway assumes JSON.
        var type = exchange.RequestHeaders.FirstOrDefault(header => header.Is("Content-Type"))?.Value.Split(';')[0].Trim();
        var schema = content.Values.First();
        if (type is not null && !content.TryGetValue(type, out schema))
            return [new($"a body of the media type {type} is accepted but not declared", places.Of(operation, "Accepts"))];
        using var body = JsonDocument.Parse(exchange.RequestBody);
        return from fault in FaultsOf(body.RootElement, schema, exchange)
               select new Violation($"a body is accepted but not as declared: {fault}", places.OfBody(operation, fault));
    }

    // In a 207, each item has its own status. An item that is refused may be invalid.
    private static IReadOnlyList<SchemaFault> FaultsOf(JsonElement body, ContractSchema schema, Exchange exchange)
    {
        var faults = schema.FaultsOf(body);
        if (exchange.Status != 207 || faults.Count == 0)
            return faults;
        using var results = JsonDocument.Parse(exchange.Body);
        var refused = results.RootElement.EnumerateArray().Index()
            .Where(result => result.Item.GetProperty("status").GetInt32() >= 400)
            .Select(result => $"#/{result.Index}")
            .ToList();
        return [.. faults.Where(fault => !refused.Any(item => fault.Pointer == item || fault.Pointer.StartsWith($"{item}/", StringComparison.Ordinal)))];
    }

    private static string Decoded(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
