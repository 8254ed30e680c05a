using System.Security.Cryptography;
using System.Text;
using LambdaCrud.Http;
using LambdaCrud.Tests.Support;

namespace LambdaCrud.Tests.Products;

public sealed class WriteProductTests : IDisposable
{
    private const string LostRace = "ConditionalCheckFailed";

    /// <summary>The product after another writer's change.</summary>
    private static readonly string Changed = TestApi.Stored.Replace("\"N\": \"3\"", "\"N\": \"4\"", StringComparison.Ordinal);

    private readonly WireDynamoDb _wire = new();
    private readonly TestApi _api;

    public void Dispose() => _wire.Dispose();

    public WriteProductTests() => _api = new TestApi(_wire);

    [Fact]
    public async Task POST_creates_a_product_with_a_time_ordered_id_and_returns_its_Location()
    {
        _wire.Answers("TransactWriteItems");

        var response = await _api.Create(TestApi.ValidBody);

        Assert.Equal(201, response.StatusCode);
        var id = (string?)response.Json()["id"] ?? "";
        Assert.True(Ids.IsId(id));
        Assert.Equal(7, Guid.Parse(id).Version);
        Assert.Equal($"products/{id}", response.Headers["Location"]);
        Assert.Equal("\"20261201102030456-0\"", response.Headers["ETag"]);
        Assert.Equal(
            $$"""{"id":"{{id}}","name":"Mug","category":"kitchen","price":{"amount":900,"currency":"EUR"},"stock":2,"tags":[],"createdAt":"2026-12-01T10:20:30.456Z","updatedAt":"2026-12-01T10:20:30.456Z","version":0}""",
            response.Body);
    }

    [Fact]
    public async Task PUT_without_a_precondition_gets_428()
    {
        Assert.Equal("precondition-required", (await _api.Replace(TestApi.ValidBody)).Problem());
        Assert.Equal(428, (await _api.Replace(TestApi.ValidBody, ("If-None-Match", TestApi.Tag))).StatusCode);
    }

    [Theory]
    [InlineData(TestApi.Tag)]
    [InlineData("*")]
    public async Task PUT_with_If_Match_replaces_everything_except_id_and_creation_time(string ifMatch)
    {
        _wire.Answers("GetItem", TestApi.Stored).Answers("TransactWriteItems");

        var response = await _api.Replace(TestApi.ValidBody, ("If-Match", ifMatch));

        Assert.Equal(200, response.StatusCode);
        Assert.Equal("\"20261122142900123-4\"", response.Headers["ETag"]);
        Assert.Equal(
            """{"id":"0193517a-5d4c-7c1e-9a9f-0123456789ab","name":"Mug","category":"kitchen","price":{"amount":900,"currency":"EUR"},"stock":2,"tags":[],"createdAt":"2026-11-22T14:29:00.123Z","updatedAt":"2026-12-01T10:20:30.456Z","version":4}""",
            response.Body);
        Assert.True((bool?)_wire.Calls[0].Body["ConsistentRead"]);
    }

    [Theory]
    [InlineData("\"20261122142900123-2\"")]
    [InlineData("W/" + TestApi.Tag)]
    public async Task PUT_with_If_Match_for_another_state_gets_412_and_writes_nothing(string ifMatch)
    {
        _wire.Answers("GetItem", TestApi.Stored);

        Assert.Equal("precondition-failed", (await _api.Replace(TestApi.ValidBody, ("If-Match", ifMatch))).Problem());
        Assert.Equal(["GetItem"], _wire.Actions);
    }

    [Theory]
    [InlineData(TestApi.Tag)]
    [InlineData("*")]
    public async Task PUT_with_If_Match_for_a_missing_product_gets_412(string ifMatch)
    {
        _wire.Answers("GetItem");

        Assert.Equal(412, (await _api.Replace(TestApi.ValidBody, ("If-Match", ifMatch))).StatusCode);
    }

    [Fact]
    public async Task PUT_with_If_None_Match_star_creates_a_missing_product()
    {
        _wire.Answers("GetItem").Answers("TransactWriteItems");

        var response = await _api.Replace(TestApi.ValidBody, ("If-None-Match", "*"));

        Assert.Equal(201, response.StatusCode);
        Assert.Equal(TestApi.Id, response.Headers["Location"]);
        Assert.Equal("\"20261201102030456-0\"", response.Headers["ETag"]);
    }

    [Fact]
    public async Task PUT_with_If_None_Match_star_for_an_existing_product_gets_412()
    {
        _wire.Answers("GetItem", TestApi.Stored);

        Assert.Equal(412, (await _api.Replace(TestApi.ValidBody, ("If-None-Match", "*"))).StatusCode);
    }

    [Fact]
    public async Task The_slower_of_two_requests_that_create_one_product_gets_412()
    {
        _wire.Answers("GetItem").Cancels(LostRace).Answers("GetItem", TestApi.Stored);

        Assert.Equal(412, (await _api.Replace(TestApi.ValidBody, ("If-None-Match", "*"))).StatusCode);
    }

    [Fact]
    public async Task The_slower_of_two_writers_with_the_same_tag_gets_412()
    {
        _wire.Answers("GetItem", TestApi.Stored).Cancels(LostRace).Answers("GetItem", Changed);

        Assert.Equal(412, (await _api.Replace(TestApi.ValidBody, ("If-Match", TestApi.Tag))).StatusCode);
    }

    [Fact]
    public async Task PUT_with_an_invalid_body_gets_400_before_its_precondition_is_evaluated()
    {
        Assert.Equal("invalid-body", (await _api.Replace("{}", ("If-Match", "\"stale\""))).Problem());
        Assert.Empty(_wire.Calls);
    }

    [Fact]
    public async Task PATCH_changes_the_members_it_names_and_deletes_the_members_that_are_null()
    {
        _wire.Answers("GetItem", TestApi.Stored).Answers("TransactWriteItems");

        var response = await _api.Patch("""{"price":{"amount":1300},"description":null,"tags":["sale"]}""");

        Assert.Equal(200, response.StatusCode);
        Assert.Equal("\"20261122142900123-4\"", response.Headers["ETag"]);
        Assert.Equal(
            """{"id":"0193517a-5d4c-7c1e-9a9f-0123456789ab","name":"Espresso Cup","category":"kitchen","price":{"amount":1300,"currency":"EUR"},"stock":7,"tags":["sale"],"createdAt":"2026-11-22T14:29:00.123Z","updatedAt":"2026-12-01T10:20:30.456Z","version":4}""",
            response.Body);
    }

    [Theory]
    [InlineData("""{"name":null}""", "#/name required")]
    [InlineData("""{"price":null}""", "#/price required")]
    [InlineData("""{"price":{"currency":null}}""", "#/price/currency required")]
    public async Task PATCH_cannot_delete_a_required_member(string patch, string error)
    {
        _wire.Answers("GetItem", TestApi.Stored);

        Assert.Equal([error], (await _api.Patch(patch)).Errors());
        Assert.Equal(["GetItem"], _wire.Actions);
    }

    [Theory]
    [InlineData("[]", "# wrong-type")]
    [InlineData("null", "# wrong-type")]
    [InlineData("""{"id":"x"}""", "# unknown-member")]
    [InlineData("""{"nope":null}""", "# unknown-member")]
    [InlineData("""{"price":5}""", "#/price wrong-type")]
    [InlineData("""{"tags":[null]}""", "#/tags/0 wrong-type")]
    [InlineData("""{"stock":1,"stock":2}""", "#/stock duplicate")]
    public async Task PATCH_checks_its_body_before_it_reads_the_product(string patch, string error)
    {
        Assert.Equal([error], (await _api.Patch(patch)).Errors());
        Assert.Empty(_wire.Calls);
    }

    [Fact]
    public async Task PATCH_without_a_precondition_is_merged_into_the_change_of_a_faster_writer()
    {
        _wire.Answers("GetItem", TestApi.Stored).Cancels(LostRace).Answers("GetItem", Changed).Answers("TransactWriteItems");

        var response = await _api.Patch("""{"stock":1}""");

        Assert.Equal(200, response.StatusCode);
        Assert.Equal(5, (int?)response.Json()["version"]);
    }

    [Fact]
    public async Task PATCH_with_If_Match_gets_412_if_another_writer_is_faster()
    {
        _wire.Answers("GetItem", TestApi.Stored).Cancels(LostRace).Answers("GetItem", Changed);

        Assert.Equal(412, (await _api.Patch("""{"stock":1}""", ("If-Match", TestApi.Tag))).StatusCode);
    }

    [Fact]
    public async Task PATCH_gives_up_after_ten_lost_races()
    {
        for (var attempt = 0; attempt < 10; attempt++)
            _wire.Answers("GetItem", TestApi.Stored).Cancels(LostRace);

        var response = await _api.Patch("""{"stock":1}""");

        Assert.Equal("edit-conflict", response.Problem());
        Assert.Equal("Other requests changed the product at the same time. Try again.", (string?)response.Json()["detail"]);
        Assert.Equal(20, _wire.Calls.Count);
    }

    [Fact]
    public async Task PATCH_and_DELETE_of_a_missing_product_get_404_even_with_If_Match()
    {
        _wire.Answers("GetItem").Answers("GetItem").Answers("GetItem");

        Assert.Equal(404, (await _api.Patch("{}")).StatusCode);
        Assert.Equal(404, (await _api.Patch("{}", ("If-Match", TestApi.Tag))).StatusCode);
        Assert.Equal("not-found", (await _api.Delete(("If-Match", "*"))).Problem());
    }

    [Fact]
    public async Task DELETE_deletes_the_product_and_gets_204_without_a_body()
    {
        _wire.Answers("GetItem", TestApi.Stored).Answers("TransactWriteItems");

        var response = await _api.Delete(("If-Match", TestApi.Tag));

        Assert.Equal(204, response.StatusCode);
        Assert.Null(response.Body);
    }

    [Fact]
    public async Task DELETE_with_another_tag_gets_412()
    {
        _wire.Answers("GetItem", TestApi.Stored);

        Assert.Equal(412, (await _api.Delete(("If-Match", "\"x\""))).StatusCode);
    }

    [Fact]
    public async Task DELETE_with_If_Match_gets_412_if_another_writer_is_faster()
    {
        _wire.Answers("GetItem", TestApi.Stored).Cancels(LostRace).Answers("GetItem", Changed);

        Assert.Equal(412, (await _api.Delete(("If-Match", TestApi.Tag))).StatusCode);
    }

    /// <summary>The item after the first attempt of a request with <see cref="TestApi.Tag"/>: the next version, with its content.</summary>
    private static readonly string Replaced = Changed
        .Replace("Espresso Cup", "Mug", StringComparison.Ordinal)
        .Replace("\"description\": {\"S\": \"Holds 80 ml.\"},", "", StringComparison.Ordinal)
        .Replace("\"1250\"", "\"900\"", StringComparison.Ordinal)
        .Replace("\"stock\": {\"N\": \"7\"}, \"tags\": {\"L\": [{\"S\": \"new\"}]}", "\"stock\": {\"N\": \"2\"}, \"tags\": {\"L\": []}", StringComparison.Ordinal);

    [Fact]
    public async Task PUT_and_PATCH_that_were_already_applied_get_the_stored_product()
    {
        _wire.Answers("GetItem", Replaced).Answers("GetItem", Replaced);

        var put = await _api.Replace(TestApi.ValidBody, ("If-Match", TestApi.Tag));
        var patch = await _api.Patch("""{"description":null,"stock":2}""", ("If-Match", TestApi.Tag));

        Assert.Equal((200, 200), (put.StatusCode, patch.StatusCode));
        Assert.Equal("\"20261122142900123-4\"", put.Headers["ETag"]);
        Assert.Equal(put.Body, patch.Body);
        Assert.Equal(["GetItem", "GetItem"], _wire.Actions);
    }

    [Theory]
    [InlineData("If-Match", "\"20261122142900123-2\"", "\"stock\":2")]
    [InlineData("If-Match", "\"20261122142900124-3\"", "\"stock\":2")]
    [InlineData("If-Match", TestApi.Tag, "\"stock\":3")]
    [InlineData("If-None-Match", "*", "\"stock\":2")]
    public async Task PUT_and_PATCH_with_an_older_tag_other_content_or_another_precondition_get_412(
        string header, string value, string stock)
    {
        _wire.Answers("GetItem", Replaced).Answers("GetItem", Replaced);
        var body = TestApi.ValidBody.Replace("\"stock\":2", stock, StringComparison.Ordinal);

        Assert.Equal(412, (await _api.Replace(body, (header, value))).StatusCode);
        Assert.Equal(412, (await _api.Patch($"{{{stock}}}", (header, value))).StatusCode);
    }

    [Fact]
    public async Task With_a_key_the_transaction_that_writes_a_product_records_the_reply()
    {
        _wire.Answers("PutItem").Answers("GetItem", TestApi.Stored).Answers("TransactWriteItems");

        var response = await _api.Patch("""{"stock":1}""", ("Idempotency-Key", "k"));

        Assert.Equal(200, response.StatusCode);
        var sent = _wire.Calls[2].Body["TransactItems"]!.AsArray();
        Assert.Equal(2, sent.Count);
        Assert.Equal("reply", (string?)sent[0]!["Update"]!["ExpressionAttributeNames"]!["#changed"]);
        Assert.Equal(response.Body, (string?)sent[0]!["Update"]!["ExpressionAttributeValues"]![":changed"]!["M"]!["body"]!["S"]);
        Assert.Equal("PRODUCT", (string?)sent[1]!["Update"]!["Key"]!["sk"]!["S"]);
    }

    [Fact]
    public async Task PATCH_and_PUT_can_keep_a_stock_above_the_maximum_but_cannot_set_one()
    {
        var above = TestApi.Stored.Replace("\"stock\": {\"N\": \"7\"}", "\"stock\": {\"N\": \"1000000005\"}", StringComparison.Ordinal);
        const string Body = """{"name":"Mug","category":"kitchen","price":{"amount":900,"currency":"EUR"},"stock":%}""";

        _wire.Answers("GetItem", above).Answers("TransactWriteItems");
        Assert.Equal(200, (await _api.Patch("""{"name":"Mug"}""")).StatusCode);
        _wire.Answers("GetItem", above);
        Assert.Equal(["#/stock range"], (await _api.Patch("""{"stock":1000000006}""")).Errors());
        _wire.Answers("GetItem", above).Answers("TransactWriteItems");
        Assert.Equal(200, (await _api.Replace(Body.Replace("%", "1000000005", StringComparison.Ordinal), ("If-Match", "*"))).StatusCode);
        _wire.Answers("GetItem", above);
        Assert.Equal(
            ["#/stock range"], (await _api.Replace(Body.Replace("%", "1000000006", StringComparison.Ordinal), ("If-Match", "*"))).Errors());
    }

    [Fact]
    public async Task A_key_for_a_deletion_belongs_to_its_route_and_its_path()
    {
        _wire.Answers("PutItem").Answers("GetItem", TestApi.Stored).Answers("TransactWriteItems");

        await _api.Delete(("Idempotency-Key", "k"));

        var target = $"DELETE /products/{{id}}\npath id={TestApi.Id}\n";
        Assert.Equal(
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(target))),
            (string?)_wire.Calls[0].Body["Item"]!["fingerprint"]!["S"]);
    }
}
