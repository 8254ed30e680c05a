namespace LambdaCrud.IntegrationTests.OpenApi;

/// <summary>Compares each exchange of a test with the contract.</summary>
internal sealed class ContractCheck(Contract contract, DeclarationPlaces places)
{
    private readonly RequestCheck _requests = new(places);
    private readonly ResponseCheck _responses = new(contract, places);

    public static ContractCheck Current { get; } = new(Contract.Current, DeclarationPlaces.Current);

    /// <summary>Fails the test if the contract does not declare the exchange.</summary>
    public void Check(Exchange exchange)
    {
        if (Report(exchange) is { } report)
            Assert.Fail(report);
    }

    /// <summary>What the contract does not declare, and where to declare it; null if it declares everything.</summary>
    public string? Report(Exchange exchange)
    {
        // The contract has no HEAD, and its answer has no body to check.
        if (exchange.Method == "HEAD" || IsOfTheServer(exchange))
            return null;
        var path = contract.Find(exchange.Path);
        var operation = path?.Operations.FirstOrDefault(operation => operation.Method == exchange.Method);
        IReadOnlyList<Violation> violations =
        [
            .. operation is not null ? _responses.Of(operation, exchange).Concat(_requests.Of(operation, exchange))
                : path is not null && exchange.Method == "OPTIONS" ? _responses.OfPreflight(path, exchange)
                : _responses.OfUnknownRoute(exchange),
        ];
        return violations.Count == 0
            ? null
            : $"""
                {exchange.Method} {exchange.Path} ({(operation is null ? "no operation" : operation)}) answered {exchange.Status}. openapi.json does not allow this:
                {string.Join('\n', violations)}
                `dotnet dev.cs sync` writes openapi.json.
                """;
    }

    // The HTTP server refuses some requests, such as a path with %00, before the gateway sees them. The gateway gives all answers an id.
    private static bool IsOfTheServer(Exchange exchange) =>
        exchange is { Status: 400, Body.Length: 0 } && !exchange.Headers.Any(header => header.Is("x-amzn-RequestId"));
}
