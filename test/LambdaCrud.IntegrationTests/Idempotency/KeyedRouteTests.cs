using System.Net;
using System.Text.Json.Nodes;
using Amazon.DynamoDBv2.Model;
using LambdaCrud.IntegrationTests.Orders;
using LocalHost;
using static LambdaCrud.IntegrationTests.Requests;

namespace LambdaCrud.IntegrationTests.Idempotency;

/// <summary>The Idempotency-Key rules. They are the same for every route that accepts a key.</summary>
public sealed class KeyedRouteTests(Storefront storefront) : IClassFixture<Storefront>
{
    public static TheoryData<string> Routes => [.. KeyedRoute.All.Select(route => route.Name)];

    public static TheoryData<string> RoutesWithABody => [.. KeyedRoute.All.Where(route => route.Body is not null).Select(route => route.Name)];

    public static TheoryData<string> RoutesWithAnId => [.. KeyedRoute.All.Where(route => route.Name.Contains('{')).Select(route => route.Name)];

    [Fact]
    public void The_keyed_routes_are_exactly_the_routes_of_the_functions_that_write()
    {
        var writing =
            from resource in JsonNode.Parse(File.ReadAllText(Repository.Template))!["Resources"]!.AsObject()
            where (string?)resource.Value!["Type"] == "AWS::Serverless::Function"
            from routed in resource.Value!["Properties"]!["Events"]!.AsObject()
            let properties = routed.Value!["Properties"]!
            where (string?)properties["Method"] != "GET"
            select $"{properties["Method"]} {properties["Path"]}";

        Assert.Equal(writing.Order(StringComparer.Ordinal), KeyedRoute.All.Select(route => route.Name).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task A_repeat_with_the_same_key_gets_the_first_answer_and_changes_nothing(string name)
    {
        var sent = await StartAsync(name);
        var before = await sent.LookAsync();
        var first = await sent.SendAsync();
        var after = await sent.LookAsync();

        var repeat = await sent.SendAsync();

        Assert.True(first.IsSuccessStatusCode, $"{first.StatusCode} {await first.Content.ReadAsStringAsync()}");
        Assert.False(first.Headers.Contains("Idempotency-Replayed"));
        Assert.Equal("true", repeat.Header("Idempotency-Replayed"));
        Assert.Equal(first.StatusCode, repeat.StatusCode);
        Assert.Equal(await first.Content.ReadAsStringAsync(), await repeat.Content.ReadAsStringAsync());
        Assert.Equal(first.Content.Headers.ContentType, repeat.Content.Headers.ContentType);
        foreach (var header in (string[])["ETag", "Location"])
            Assert.Equal(ValuesOf(first, header), ValuesOf(repeat, header));
        Assert.Equal(after, await sent.LookAsync());
        if (!name.EndsWith("/ship", StringComparison.Ordinal))
            Assert.NotEqual(before, after);
    }

    [Theory]
    [MemberData(nameof(RoutesWithABody))]
    public async Task A_repeat_with_other_JSON_formatting_of_the_body_is_the_same_request(string name)
    {
        var sent = await StartAsync(name);
        await sent.SendAsync();

        Assert.Equal("true", (await sent.SendAsync(body: sent.Route.SameBody)).Header("Idempotency-Replayed"));
    }

    [Theory]
    [MemberData(nameof(RoutesWithABody))]
    public async Task A_repeat_with_another_body_gets_422(string name) =>
        await Expect422Async(name, sent => sent.SendAsync(body: sent.Route.OtherBody));

    [Theory]
    [MemberData(nameof(RoutesWithAnId))]
    public async Task A_repeat_with_another_id_gets_422(string name) =>
        await Expect422Async(name, sent => sent.SendAsync(path: sent.Target.OtherPath));

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task A_repeat_with_another_precondition_gets_422(string name) =>
        await Expect422Async(name, sent => sent.SendAsync(ifMatch: "\"another\""));

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task A_request_with_an_invalid_key_gets_400_and_changes_nothing(string name)
    {
        var sent = await StartAsync(name);
        var before = await sent.LookAsync();

        foreach (var unusable in (string[])["", "two words", new string('k', 256), "\"open"])
        {
            var response = await sent.SendAsync(key: unusable);
            await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "idempotency-key-required");
        }

        Assert.Equal(before, await sent.LookAsync());
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task A_repeat_during_the_first_attempt_gets_409_and_changes_nothing(string name)
    {
        var sent = await StartAsync(name);
        await sent.SendAsync();
        var after = await sent.LookAsync();
        await SetInProgressAsync(sent);

        var repeat = await sent.SendAsync();

        await repeat.ShouldBeProblemAsync(HttpStatusCode.Conflict, "request-in-progress");
        Assert.Equal("1", repeat.Header("Retry-After"));
        Assert.Equal(after, await sent.LookAsync());
    }

    [Fact]
    public async Task A_refused_request_can_be_sent_again_with_the_same_key()
    {
        var product = await storefront.CreateAsync(stock: 1);
        var key = $"{Guid.NewGuid()}";
        HttpRequestMessage Take() =>
            Send(HttpMethod.Post, $"{product.Path}/stock", """{"delta": -5}""").With("Idempotency-Key", key);
        var refused = await storefront.Admin.SendAsync(Take());
        await storefront.Admin.SendAsync(Send(HttpMethod.Post, $"{product.Path}/stock", """{"delta": 9}"""));

        var again = await storefront.Admin.SendAsync(Take());

        await refused.ShouldBeProblemAsync(HttpStatusCode.Conflict, "insufficient-stock");
        Assert.Equal(5, (int)(await again.JsonAsync())["stock"]!);
    }

    [Fact]
    public async Task Simultaneous_stock_adjustments_with_different_keys_all_take_effect()
    {
        var product = await storefront.CreateAsync(stock: 100);

        var responses = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => storefront.Admin.SendAsync(
            Send(HttpMethod.Post, $"{product.Path}/stock", """{"delta": -2}""").With("Idempotency-Key", $"{product.Id}-{number}"))));

        Assert.Every(responses, response => Assert.Equal(HttpStatusCode.OK, response.StatusCode));
        Assert.Equal(84, await storefront.StockAsync(product));
    }

    private async Task Expect422Async(string name, Func<Sent, Task<HttpResponseMessage>> other)
    {
        var sent = await StartAsync(name);
        await sent.SendAsync();
        var after = await sent.LookAsync();

        await (await other(sent)).ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, "idempotency-key-reused");

        Assert.Equal(after, await sent.LookAsync());
    }

    private async Task<Sent> StartAsync(string name)
    {
        var route = KeyedRoute.All.Single(route => route.Name == name);
        return new Sent(storefront, route, await route.Prepare(storefront));
    }

    /// <summary>Sets the record to the state of an attempt that has not answered yet.</summary>
    private async Task SetInProgressAsync(Sent sent)
    {
        using var client = await LocalDynamoDb.ClientAsync();
        await client.UpdateItemAsync(new UpdateItemRequest
        {
            TableName = storefront.TableName,
            Key = new()
            {
                ["pk"] = new($"CUSTOMER#{storefront.SubjectOf(sent.Target.As)}"),
                ["sk"] = new($"IDEMPOTENCY#{sent.Key}"),
            },
            UpdateExpression = "SET #lease = :lease REMOVE #reply",
            ConditionExpression = "attribute_exists(#reply)",
            ExpressionAttributeNames = new() { ["#lease"] = "leaseUntil", ["#reply"] = "reply" },
            ExpressionAttributeValues = new() { [":lease"] = new() { N = $"{DateTimeOffset.UtcNow.AddDays(1).ToUnixTimeSeconds()}" } },
        });
    }

    private static IEnumerable<string> ValuesOf(HttpResponseMessage response, string header) =>
        response.Headers.TryGetValues(header, out var values) ? values : [];

    /// <summary>A request that is sent more than once.</summary>
    private sealed class Sent(Storefront storefront, KeyedRoute route, KeyedRoute.Target target)
    {
        private readonly HttpClient _client = target.As == "admin" ? storefront.Admin : storefront.As(target.As);

        public KeyedRoute Route => route;

        public KeyedRoute.Target Target => target;

        public string Key { get; } = $"{Guid.NewGuid()}";

        public Task<HttpResponseMessage> SendAsync(string? key = null, string? body = null, string? path = null, string? ifMatch = null) =>
            _client.SendAsync(route.Request(target, key ?? Key, body, path, ifMatch));

        /// <summary>The current state of the resource that the request changes.</summary>
        public async Task<string> LookAsync()
        {
            var response = await _client.GetAsync(target.LookAt);
            return response.IsSuccessStatusCode ? await response.Content.ReadAsStringAsync() : $"{response.StatusCode}";
        }
    }
}
