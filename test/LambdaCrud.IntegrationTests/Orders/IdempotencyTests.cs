using System.Net;
using Amazon.DynamoDBv2.Model;
using static LambdaCrud.IntegrationTests.Orders.OrderRequests;
using static LambdaCrud.IntegrationTests.Requests;

namespace LambdaCrud.IntegrationTests.Orders;

public sealed class IdempotencyTests(Storefront storefront) : IClassFixture<Storefront>
{
    [Fact]
    public async Task A_repeat_of_an_order_gets_the_same_answer_and_places_no_second_order()
    {
        var product = await storefront.CreateAsync(stock: 10);
        var key = Guid.NewGuid().ToString();

        var first = await storefront.As("ann").OrderAsync(product, 2, key);
        var repeat = await storefront.As("ann").OrderAsync(product, 2, key);

        Assert.Equal(HttpStatusCode.Created, repeat.StatusCode);
        Assert.Equal("true", repeat.Header("Idempotency-Replayed"));
        Assert.Contains("Idempotency-Replayed", repeat.Header("Access-Control-Expose-Headers"), StringComparison.Ordinal);
        Assert.Equal(await first.Content.ReadAsStringAsync(), await repeat.Content.ReadAsStringAsync());
        Assert.Equal(first.Location(), repeat.Location());
        Assert.Equal(first.ETag(), repeat.ETag());
        Assert.Equal(first.Content.Headers.ContentType, repeat.Content.Headers.ContentType);
        Assert.Equal(8, await storefront.StockAsync(product));
    }

    [Fact]
    public async Task A_repeat_with_a_quoted_key_and_other_JSON_formatting_is_the_same_request()
    {
        var product = await storefront.CreateAsync();
        var key = Guid.NewGuid().ToString();
        await storefront.As("ann").OrderAsync(product, 2, key);

        var repeat = await storefront.As("ann").OrderAsync(
            $$"""{ "lines" : [ { "quantity":2, "productId" : "{{product.Id}}" } ] }""", $"\"{key}\"");

        Assert.Equal("true", repeat.Header("Idempotency-Replayed"));
    }

    [Fact]
    public async Task A_replay_shows_the_placed_order_even_after_its_cancellation()
    {
        var product = await storefront.CreateAsync();
        var key = Guid.NewGuid().ToString();
        var order = await (await storefront.As("ann").OrderAsync(product, 1, key)).JsonAsync();
        await storefront.As("ann").PostAsync($"/orders/{order.Text("id")}/cancel");

        var repeat = await storefront.As("ann").OrderAsync(product, 1, key);

        Assert.Equal("placed", (await repeat.JsonAsync()).Text("status"));
        Assert.Equal(10, await storefront.StockAsync(product));
    }

    [Fact]
    public async Task An_order_with_another_body_under_the_same_key_gets_422()
    {
        var product = await storefront.CreateAsync();
        var key = Guid.NewGuid().ToString();
        await storefront.As("ann").OrderAsync(product, 1, key);

        var response = await storefront.As("ann").OrderAsync(product, 2, key);

        await response.ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, "idempotency-key-reused");
        Assert.Equal(9, await storefront.StockAsync(product));
    }

    [Fact]
    public async Task The_same_key_of_another_caller_is_another_key()
    {
        var product = await storefront.CreateAsync();
        var key = Guid.NewGuid().ToString();

        var anns = await (await storefront.As("ann").OrderAsync(product, 1, key)).JsonAsync();
        var bobs = await storefront.As("bob").OrderAsync(product, 1, key);

        Assert.Equal(HttpStatusCode.Created, bobs.StatusCode);
        Assert.False(bobs.Headers.Contains("Idempotency-Replayed"));
        Assert.NotEqual(anns.Text("id"), (await bobs.JsonAsync()).Text("id"));
        Assert.Equal(8, await storefront.StockAsync(product));
    }

    [Fact]
    public async Task An_order_without_a_key_gets_400()
    {
        var product = await storefront.CreateAsync();

        var response = await storefront.As("ann").SendAsync(Send(HttpMethod.Post, "/orders", Body((product, 1))));

        await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "idempotency-key-required");
        Assert.Equal(10, await storefront.StockAsync(product));
    }

    [Fact]
    public async Task A_refused_order_can_be_sent_again_with_the_same_key()
    {
        var product = await storefront.CreateAsync(stock: 0);
        var key = Guid.NewGuid().ToString();
        var refused = await storefront.As("ann").OrderAsync(product, 1, key);
        await storefront.Admin.SendAsync(Send(HttpMethod.Post, $"{product.Path}/stock", """{"delta": 1}"""));

        var again = await storefront.As("ann").OrderAsync(product, 1, key);

        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Equal(HttpStatusCode.Created, again.StatusCode);
        Assert.False(again.Headers.Contains("Idempotency-Replayed"));
    }

    [Fact]
    public async Task Simultaneous_repeats_place_one_order_and_each_gets_that_order_or_409()
    {
        var product = await storefront.CreateAsync(stock: 100);
        var ann = storefront.As("ann");
        for (var round = 0; round < 10; round++)
        {
            var key = Guid.NewGuid().ToString();

            var responses = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ann.OrderAsync(product, 1, key)));

            var placed = responses.Where(response => response.StatusCode == HttpStatusCode.Created).ToList();
            Assert.Single(placed, response => !response.Headers.Contains("Idempotency-Replayed"));
            Assert.Single((await Task.WhenAll(placed.Select(response => response.Content.ReadAsStringAsync()))).Distinct());
            foreach (var other in Assert.Some(responses))
            {
                if (placed.Contains(other))
                    continue;
                await other.ShouldBeProblemAsync(HttpStatusCode.Conflict, "request-in-progress");
                Assert.Equal("1", other.Header("Retry-After"));
            }

            Assert.Equal(99 - round, await storefront.StockAsync(product));
        }
    }

    [Fact]
    public async Task A_repeat_gets_409_during_the_lease_of_an_attempt_and_places_the_order_after_the_lease()
    {
        var product = await storefront.CreateAsync(stock: 0);
        var key = Guid.NewGuid().ToString();
        await storefront.As("ann").OrderAsync(product, 1, key);
        await storefront.Admin.SendAsync(Send(HttpMethod.Post, $"{product.Path}/stock", """{"delta": 5}"""));

        // The record of an attempt that claimed the key and was then killed before it did anything else.
        await SetLeaseAsync(key, DateTimeOffset.UtcNow.AddSeconds(15));
        var early = await storefront.As("ann").OrderAsync(product, 1, key);
        await SetLeaseAsync(key, DateTimeOffset.UtcNow.AddSeconds(-1));
        var late = await storefront.As("ann").OrderAsync(product, 1, key);

        await early.ShouldBeProblemAsync(HttpStatusCode.Conflict, "request-in-progress");
        Assert.Equal(HttpStatusCode.Created, late.StatusCode);
        Assert.Equal(4, await storefront.StockAsync(product));
    }

    [Fact]
    public async Task An_expired_record_that_DynamoDB_has_not_yet_removed_has_no_effect()
    {
        var product = await storefront.CreateAsync();
        var key = Guid.NewGuid().ToString();
        var first = await (await storefront.As("ann").OrderAsync(product, 1, key)).JsonAsync();
        await SetAsync(key, "ttl", DateTimeOffset.UtcNow.AddSeconds(-1));

        var response = await storefront.As("ann").OrderAsync(product, 2, key);

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.NotEqual(first.Text("id"), (await response.JsonAsync()).Text("id"));
        Assert.Equal(7, await storefront.StockAsync(product));
    }

    [Fact]
    public async Task An_idempotency_record_expires_after_24_hours()
    {
        var product = await storefront.CreateAsync();
        var key = Guid.NewGuid().ToString();
        var before = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        await storefront.As("ann").OrderAsync(product, 1, key);
        var after = DateTimeOffset.UtcNow.ToUnixTimeSeconds();

        using var client = await LocalDynamoDb.ClientAsync();
        var record = (await client.GetItemAsync(storefront.TableName, KeyOf(key))).Item;

        Assert.InRange(long.Parse(record["ttl"].N, null), before + 86_400, after + 86_400);
    }

    private Task SetLeaseAsync(string key, DateTimeOffset until) => SetAsync(key, "leaseUntil", until);

    private async Task SetAsync(string key, string attribute, DateTimeOffset time)
    {
        using var client = await LocalDynamoDb.ClientAsync();
        await client.UpdateItemAsync(new UpdateItemRequest
        {
            TableName = storefront.TableName,
            Key = KeyOf(key),
            UpdateExpression = "SET #attribute = :time",
            ConditionExpression = "attribute_exists(pk)",
            ExpressionAttributeNames = new() { ["#attribute"] = attribute },
            ExpressionAttributeValues = new() { [":time"] = new() { N = $"{time.ToUnixTimeSeconds()}" } },
        });
    }

    private Dictionary<string, AttributeValue> KeyOf(string key) =>
        new() { ["pk"] = new($"CUSTOMER#{storefront.SubjectOf("ann")}"), ["sk"] = new($"IDEMPOTENCY#{key}") };
}
