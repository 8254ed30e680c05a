using System.Net;
using System.Text.Json.Nodes;
using static LambdaCrud.IntegrationTests.Requests;

namespace LambdaCrud.IntegrationTests.Products;

public sealed class ReplaceProductTests(Storefront storefront) : IClassFixture<Storefront>
{
    private const string Body = """{"name": "Replaced", "category": "replaced", "price": {"amount": 5, "currency": "GBP"}, "stock": 3}""";

    [Fact]
    public async Task A_client_can_choose_the_id_of_a_new_product()
    {
        var id = Guid.CreateVersion7().ToString();

        var response = await storefront.Admin.SendAsync(Send(HttpMethod.Put, $"/products/{id}", Body).With("If-None-Match", "*"));

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal($"/products/{id}", response.Location());
        Assert.Equal(id, (await response.JsonAsync()).Text("id"));
    }

    [Fact]
    public async Task A_PUT_with_If_None_Match_over_an_existing_product_gets_412()
    {
        var product = await storefront.CreateAsync();

        var response = await storefront.Admin.SendAsync(Send(HttpMethod.Put, product.Path, Body).With("If-None-Match", "*"));

        await response.ShouldBeProblemAsync(HttpStatusCode.PreconditionFailed, "precondition-failed");
    }

    [Fact]
    public async Task A_PUT_with_the_current_entity_tag_replaces_the_product_and_increments_its_version()
    {
        var product = await storefront.CreateAsync(description: "goes away");

        var response = await storefront.Admin.SendAsync(Send(HttpMethod.Put, product.Path, Body).With("If-Match", product.ETag));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var replaced = await response.JsonAsync();
        Assert.Equal("Replaced", replaced.Text("name"));
        Assert.False(replaced.ContainsKey("description"));
        Assert.Equal(1, replaced["version"]!.GetValue<int>());
        Assert.NotEqual(product.ETag, response.ETag());
        Assert.Equal(response.ETag(), (await storefront.Anonymous.GetAsync(product.Path)).ETag());
    }

    [Theory]
    [InlineData("\"20200101000000000-0\"")]
    [InlineData("W/{0}")]
    public async Task A_PUT_with_a_stale_or_weak_entity_tag_gets_412_and_changes_nothing(string ifMatch)
    {
        var product = await storefront.CreateAsync();

        var response = await storefront.Admin.SendAsync(
            Send(HttpMethod.Put, product.Path, Body).With("If-Match", string.Format(null, ifMatch, product.ETag)));

        await response.ShouldBeProblemAsync(HttpStatusCode.PreconditionFailed, "precondition-failed");
        Assert.Equal(product.ETag, (await storefront.Anonymous.GetAsync(product.Path)).ETag());
    }

    [Fact]
    public async Task A_PUT_with_If_Match_of_an_unknown_product_gets_412()
    {
        var response = await storefront.Admin.SendAsync(Send(HttpMethod.Put, $"/products/{Guid.CreateVersion7()}", Body).With("If-Match", "*"));

        await response.ShouldBeProblemAsync(HttpStatusCode.PreconditionFailed, "precondition-failed");
    }

    [Fact]
    public async Task A_PUT_without_a_precondition_gets_428()
    {
        var product = await storefront.CreateAsync();

        var response = await storefront.Admin.SendAsync(Send(HttpMethod.Put, product.Path, Body));

        await response.ShouldBeProblemAsync(HttpStatusCode.PreconditionRequired, "precondition-required");
    }

    [Fact]
    public async Task Exactly_one_of_two_simultaneous_PUTs_with_the_same_entity_tag_succeeds()
    {
        var product = await storefront.CreateAsync();
        var tag = product.ETag;
        for (var round = 0; round < 200; round++)
        {
            var race = await Task.WhenAll(((string[])["One", "Other"]).Select(name =>
                storefront.Admin.SendAsync(Send(HttpMethod.Put, product.Path, BodyOf(name)).With("If-Match", tag))));

            var winner = Assert.Single(race, response => response.StatusCode == HttpStatusCode.OK);
            Assert.Single(race, response => response.StatusCode == HttpStatusCode.PreconditionFailed);
            tag = winner.ETag();
        }

        Assert.Equal(200, (await (await storefront.Anonymous.GetAsync(product.Path)).JsonAsync())["version"]!.GetValue<int>());
    }

    private static string BodyOf(string name)
    {
        var body = JsonNode.Parse(Body)!;
        body["name"] = name;
        return body.ToJsonString();
    }
}
