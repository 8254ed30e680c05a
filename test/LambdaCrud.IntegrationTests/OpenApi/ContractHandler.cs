namespace LambdaCrud.IntegrationTests.OpenApi;

/// <summary>Checks each exchange of a client of the API with the contract. The request that breaks it fails, and so does its test.</summary>
/// <param name="root">The root of the API.</param>
internal sealed class ContractHandler(Uri root) : DelegatingHandler(new SocketsHttpHandler())
{
    /// <summary>A client of the API whose exchanges are checked.</summary>
    public static HttpClient Client(Uri root) => new HttpClient(new ContractHandler(root)) { BaseAddress = root };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        if (await Exchange.ReadAsync(root, request, response) is { } exchange)
            ContractCheck.Current.Check(exchange);
        return response;
    }
}
