using System.Text.Json.Nodes;

namespace LambdaCrud.IntegrationTests.SamLocal;

public sealed class EventFileTests(SamLocalFunctions functions) : IClassFixture<SamLocalFunctions>
{
    [Fact]
    public async Task The_event_files_are_the_events_that_the_gateway_creates_from_the_example_requests()
    {
        var events = await EventFiles.MakeAsync();
        if (Environment.GetEnvironmentVariable("WRITE_EVENTS") is { Length: > 0 })
        {
            await EventFiles.WriteAsync(events);
            var page = await File.ReadAllTextAsync(SamLocalDoc.File);
            await File.WriteAllTextAsync(SamLocalDoc.File, SamLocalDoc.With(page, functions.Api, functions.Functions.Keys));
        }

        Assert.NotEmpty(events);
        Assert.Equal(
            events.Keys.Select(EventFiles.PathOf).Order(StringComparer.Ordinal),
            Directory.GetFileSystemEntries(EventFiles.Folder).Order(StringComparer.Ordinal));
        foreach (var (function, content) in Assert.Some(events))
        {
            Assert.True(
                content == await File.ReadAllTextAsync(EventFiles.PathOf(function)),
                $"{EventFiles.PathOf(function)} is out of date. Write it again with `dotnet dev.cs events`.");
        }
    }

    [Fact]
    public async Task No_event_file_contains_a_token_or_an_API_key()
    {
        foreach (var function in Assert.Some(functions.Functions.Keys))
        {
            var text = await File.ReadAllTextAsync(EventFiles.PathOf(function));
            var headers = JsonNode.Parse(text)!["headers"]!.AsObject();

            Assert.Lacks("eyJ", text, StringComparison.Ordinal);
            Assert.True(headers.ContainsKey("Authorization") != headers.ContainsKey("X-API-Key"), function);
            Assert.Equal("masked", (headers["Authorization"] ?? headers["X-API-Key"])!.GetValue<string>().Split(' ')[^1]);
        }
    }

    [Fact]
    public async Task Each_built_function_succeeds_with_its_event_file()
    {
        Assert.NotEmpty(functions.Functions);
        foreach (var function in Assert.Some(functions.Functions.Keys))
        {
            var proxyEvent = await File.ReadAllTextAsync(EventFiles.PathOf(function));
            if (proxyEvent.Contains(ExampleRequests.OrderId, StringComparison.Ordinal))
                proxyEvent = proxyEvent.Replace(ExampleRequests.OrderId, await PlaceAsync(function), StringComparison.Ordinal);

            var response = await functions.InvokeAsync(function, proxyEvent);

            Assert.True(StatusOf(response) is >= 200 and < 300, $"{function}: {response}");
        }
    }

    [Fact]
    public async Task Without_claims_as_under_sam_local_start_api_only_public_routes_succeed()
    {
        Assert.NotEmpty(functions.Functions);
        foreach (var function in Assert.Some(functions.Functions.Keys))
        {
            var proxyEvent = JsonNode.Parse(await File.ReadAllTextAsync(EventFiles.PathOf(function)))!;
            var context = proxyEvent["requestContext"]!.AsObject();
            context.Remove("authorizer");
            context["identity"]!.AsObject().Remove("apiKeyId");

            var response = await functions.InvokeAsync(function, proxyEvent.ToJsonString());

            Assert.Equal((function, SamLocalRoutes.Of(functions.Api, function).StatusUnderStartApi), (function, StatusOf(response)));
        }
    }

    /// <summary>Places an order with its own key and returns the order's id.</summary>
    private async Task<string> PlaceAsync(string key)
    {
        var proxyEvent = JsonNode.Parse(await File.ReadAllTextAsync(EventFiles.PathOf("PlaceOrder")))!;
        proxyEvent["headers"]!["Idempotency-Key"] = key;
        proxyEvent["multiValueHeaders"]!["Idempotency-Key"] = new JsonArray(key);
        var response = await functions.InvokeAsync("PlaceOrder", proxyEvent.ToJsonString());
        Assert.Equal(201, StatusOf(response));
        return JsonNode.Parse(response["body"]!.GetValue<string>())!["id"]!.GetValue<string>();
    }

    private static int StatusOf(JsonObject response) => response["statusCode"]?.GetValue<int>() ?? 0;
}
