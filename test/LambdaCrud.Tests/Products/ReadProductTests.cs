using LambdaCrud.Tests.Support;

namespace LambdaCrud.Tests.Products;

public class ReadProductTests
{
    private readonly WireDynamoDb _wire = new();
    private readonly TestApi _api;

    public ReadProductTests() => _api = new TestApi(_wire);

    [Fact]
    public async Task It_answers_the_product_with_its_tag()
    {
        _wire.Answers("GetItem", TestApi.Stored);

        var response = await _api.Get();

        Assert.Equal(200, response.StatusCode);
        Assert.Equal("application/json", response.Headers["Content-Type"]);
        Assert.Equal(TestApi.Tag, response.Headers["ETag"]);
        Assert.Equal("no-cache", response.Headers["Cache-Control"]);
        Assert.Equal(
            """{"id":"0193517a-5d4c-7c1e-9a9f-0123456789ab","name":"Espresso Cup","description":"Holds 80 ml.","category":"kitchen","price":{"amount":1250,"currency":"EUR"},"stock":7,"tags":["new"],"createdAt":"2026-11-22T14:29:00.123Z","updatedAt":"2026-11-23T08:00:00.000Z","version":3}""",
            response.Body);
    }

    [Fact]
    public async Task Letters_quotes_and_markup_stay_readable_and_an_absent_description_is_left_out()
    {
        _wire.Answers("GetItem", TestApi.Stored
            .Replace("\"description\": {\"S\": \"Holds 80 ml.\"},", "", StringComparison.Ordinal)
            .Replace("Espresso Cup", """Ünï <b>\"&'\\ 試""", StringComparison.Ordinal));

        var response = await _api.Get();

        Assert.Contains("""
            "name":"Ünï <b>\"&'\\ 試","category"
            """, response.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_one_is_404_also_with_a_precondition()
    {
        _wire.Answers("GetItem").Answers("GetItem");

        Assert.Equal("not-found", (await _api.Get()).Problem());
        Assert.Equal(404, (await _api.Get(TestApi.Id, ("If-Match", TestApi.Tag))).StatusCode);
    }

    [Theory]
    [InlineData("not-a-uuid")]
    [InlineData("0193517A-5D4C-7C1E-9A9F-0123456789AB")]
    [InlineData("0193517a5d4c7c1e9a9f0123456789ab")]
    [InlineData("{0193517a-5d4c-7c1e-9a9f-0123456789ab}")]
    [InlineData(" 0193517a-5d4c-7c1e-9a9f-0123456789ab")]
    [InlineData("")]
    public async Task An_id_that_is_no_canonical_UUID_is_400_without_a_look_into_the_table(string id)
    {
        Assert.Equal("invalid-id", (await _api.Get(id)).Problem());
        Assert.Empty(_wire.Calls);
    }

    [Theory]
    [InlineData(TestApi.Tag)]
    [InlineData("W/" + TestApi.Tag)]
    [InlineData("*")]
    [InlineData("\"other\", " + TestApi.Tag)]
    public async Task What_the_client_has_already_is_304_without_body(string ifNoneMatch)
    {
        _wire.Answers("GetItem", TestApi.Stored);

        var response = await _api.Get(TestApi.Id, ("If-None-Match", ifNoneMatch));

        Assert.Equal(304, response.StatusCode);
        Assert.Null(response.Body);
        Assert.Equal(TestApi.Tag, response.Headers["ETag"]);
        Assert.Equal("no-cache", response.Headers["Cache-Control"]);
        Assert.DoesNotContain("Content-Type", response.Headers.Keys);
    }

    [Fact]
    public async Task What_the_client_has_in_an_older_version_is_answered_anew()
    {
        _wire.Answers("GetItem", TestApi.Stored);

        Assert.Equal(200, (await _api.Get(TestApi.Id, ("If-None-Match", "\"20261122142900123-2\""))).StatusCode);
    }

    [Fact]
    public async Task If_Match_is_honoured_too()
    {
        _wire.Answers("GetItem", TestApi.Stored).Answers("GetItem", TestApi.Stored);

        Assert.Equal(200, (await _api.Get(TestApi.Id, ("If-Match", TestApi.Tag))).StatusCode);
        Assert.Equal("precondition-failed", (await _api.Get(TestApi.Id, ("If-Match", "\"x\""))).Problem());
    }
}
