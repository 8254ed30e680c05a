using System.Net;
using LambdaCrud.IntegrationTests.AllRoutes;
using static LambdaCrud.IntegrationTests.Requests;

namespace LambdaCrud.IntegrationTests.Orders;

public sealed class ReadOrderTests(Storefront storefront) : IClassFixture<Storefront>
{
    [Fact]
    public async Task An_order_has_a_strong_entity_tag_and_a_conditional_read_with_it_gets_304()
    {
        var path = $"/orders/{(await storefront.As("ann").PlaceAsync(await storefront.CreateAsync())).Text("id")}";

        var read = await storefront.As("ann").GetAsync(path);
        var again = await storefront.As("ann").SendAsync(Send(HttpMethod.Get, path).With("If-None-Match", read.ETag()));

        Assert.Equal("\"0\"", read.ETag());
        Assert.True(read.Headers.CacheControl is { Private: true, NoCache: true });
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Empty(await again.Content.ReadAsStringAsync());
    }

    [Theory]
    [MemberData(nameof(UnlikelyClaimsTests.Groups), MemberType = typeof(UnlikelyClaimsTests))]
    public async Task A_user_with_groups_that_only_resemble_catalog_admins_cannot_list_the_orders_of_another_customer(string groups)
    {
        using var client = storefront.WithToken(storefront.SignedToken(claims => UnlikelyClaimsTests.WithClaim(claims, "cognito:groups", groups)));

        Assert.True((int)(await client.GetAsync($"/orders?customerId={storefront.SubjectOf("another")}")).StatusCode is 401 or 403);
    }

    [Fact]
    public async Task A_customers_orders_are_listed_newest_first_page_by_page()
    {
        var product = await storefront.CreateAsync(stock: 100);
        var user = storefront.As("list-owner");
        var placed = new List<string>();
        for (var n = 0; n < 7; n++)
            placed.Insert(0, (await user.PlaceAsync(product)).Text("id"));
        await storefront.As("someone-else").PlaceAsync(product);

        var seen = new List<string>();
        var pages = 0;
        for (string? cursor = ""; cursor is not null; pages++)
        {
            var response = await user.GetAsync($"/orders?limit=3{(cursor.Length > 0 ? $"&cursor={cursor}" : "")}");
            var page = await response.JsonAsync();
            seen.AddRange(page.Ids());
            cursor = page.ContainsKey("nextCursor") ? page.Text("nextCursor") : null;
            Assert.Equal(cursor is not null, response.Headers.Contains("Link"));
        }

        Assert.Equal(placed, seen);
        Assert.Equal(3, pages);
    }

    [Fact]
    public async Task A_list_of_orders_with_one_status_has_pages()
    {
        var product = await storefront.CreateAsync(stock: 100);
        var user = storefront.As("status-owner");
        var cancelled = new List<string>();
        for (var n = 0; n < 6; n++)
        {
            var id = (await user.PlaceAsync(product)).Text("id");
            if (n % 2 == 0)
                continue;
            cancelled.Insert(0, id);
            await user.PostAsync($"/orders/{id}/cancel");
        }

        var first = await (await user.GetAsync("/orders?status=cancelled&limit=2")).JsonAsync();
        var second = await (await user.GetAsync($"/orders?status=cancelled&limit=2&cursor={first.Text("nextCursor")}")).JsonAsync();

        Assert.Equal(cancelled, [.. first.Ids(), .. second.Ids()]);
        Assert.False(second.ContainsKey("nextCursor"));
        Assert.Equal("""{"items":[]}""", (await (await user.GetAsync("/orders?status=shipped")).JsonAsync()).ToJsonString());
    }

    [Theory]
    [InlineData("status=open", "status unknown")]
    [InlineData("limit=101", "limit range")]
    [InlineData("customerId=a%23b", "customerId pattern")]
    public async Task An_order_list_with_an_invalid_parameter_gets_400(string query, string error)
    {
        var response = await storefront.Admin.GetAsync($"/orders?{query}");

        var problem = await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid-parameter");
        var named = problem["errors"]!.AsArray().Single()!.AsObject();
        Assert.Equal(error, $"{named.Text("parameter")} {named.Text("code")}");
    }

    [Fact]
    public async Task Every_request_for_another_customers_order_gets_404_or_403_and_has_no_effect()
    {
        var id = (await storefront.As("ann").PlaceAsync(await storefront.CreateAsync())).Text("id");
        var bob = storefront.As("bob");
        var ann = storefront.SubjectOf("ann");

        HttpResponseMessage[] responses =
        [
            await bob.GetAsync($"/orders/{id}"),
            await bob.GetAsync($"/orders/{id}?customerId={ann}"),
            await bob.PostAsync($"/orders/{id}/cancel"),
            await bob.PostAsync($"/orders/{id}/cancel?customerId={ann}"),
            await bob.GetAsync($"/orders/{Guid.CreateVersion7()}"),
        ];

        foreach (var response in Assert.Some(responses))
            await response.ShouldBeProblemAsync(HttpStatusCode.NotFound, "not-found");
        Assert.Single((await Task.WhenAll(responses.Select(DetailAsync))).Distinct());
        await (await bob.GetAsync($"/orders?customerId={ann}")).ShouldBeProblemAsync(HttpStatusCode.Forbidden, "forbidden");
        await (await bob.PostAsync($"/orders/{id}/ship?customerId={ann}")).ShouldBeProblemAsync(HttpStatusCode.Forbidden, "forbidden");
        Assert.Equal("placed", (await (await storefront.As("ann").GetAsync($"/orders/{id}")).JsonAsync()).Text("status"));
        await bob.PlaceAsync(await storefront.CreateAsync());
        Assert.Lacks(id, (await (await bob.GetAsync("/orders")).JsonAsync()).Ids());
    }

    [Fact]
    public async Task A_cursor_from_another_customers_list_gets_400()
    {
        var product = await storefront.CreateAsync();
        await storefront.As("cursor-owner").PlaceAsync(product);
        await storefront.As("cursor-owner").PlaceAsync(product);
        var cursor = (await (await storefront.As("cursor-owner").GetAsync("/orders?limit=1")).JsonAsync()).Text("nextCursor");

        var response = await storefront.As("bob").GetAsync($"/orders?limit=1&cursor={cursor}");

        await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid-cursor");
    }

    [Fact]
    public async Task An_administrator_reads_a_customers_orders_with_the_customerId_parameter()
    {
        var id = (await storefront.As("seen-by-admin").PlaceAsync(await storefront.CreateAsync())).Text("id");
        var customer = storefront.SubjectOf("seen-by-admin");

        Assert.Equal(id, (await (await storefront.Admin.GetAsync($"/orders/{id}?customerId={customer}")).JsonAsync()).Text("id"));
        Assert.Contains(id, (await (await storefront.Admin.GetAsync($"/orders?customerId={customer}")).JsonAsync()).Ids());
        Assert.Contains(id, (await (await storefront.Admin.GetAsync($"/orders?customerId={customer}&status=placed")).JsonAsync()).Ids());
        await (await storefront.Admin.GetAsync($"/orders/{id}")).ShouldBeProblemAsync(HttpStatusCode.NotFound, "not-found");
        await storefront.Admin.PlaceAsync(await storefront.CreateAsync());
        Assert.Lacks(id, (await (await storefront.Admin.GetAsync("/orders")).JsonAsync()).Ids());
    }

    [Fact]
    public async Task An_administrator_lists_the_orders_of_all_customers_with_one_status()
    {
        var product = await storefront.CreateAsync(stock: 100);
        var placed = new List<string>();
        foreach (var user in (string[])["f1", "f2", "f3"])
            placed.Insert(0, (await storefront.As(user).PlaceAsync(product)).Text("id"));

        // Other tests of this process place orders too. The test reads the newest orders until it has found these.
        var seen = new List<string>();
        var path = "/orders?status=placed&limit=2";
        for (string? next = path; next is not null && !placed.TrueForAll(seen.Contains);)
        {
            var page = await (await storefront.Admin.GetAsync(next)).JsonAsync();
            Assert.Every(page["items"]!.AsArray(), item => Assert.Equal("placed", item!.AsObject().Text("status")));
            seen.AddRange(page.Ids());
            next = page.ContainsKey("nextCursor") ? $"{path}&cursor={page.Text("nextCursor")}" : null;
        }

        Assert.Equal(placed, seen.Where(placed.Contains));
        Assert.Equal(seen.OrderDescending(StringComparer.Ordinal), seen);
    }

    [Fact]
    public async Task A_shipped_order_is_no_longer_in_the_list_of_placed_orders()
    {
        var id = (await storefront.As("ann").PlaceAsync(await storefront.CreateAsync())).Text("id");
        await storefront.Admin.PostAsync($"/orders/{id}/ship?customerId={storefront.SubjectOf("ann")}");
        await storefront.As("ann").PlaceAsync(await storefront.CreateAsync());

        var placed = await (await storefront.Admin.GetAsync("/orders?status=placed&limit=100")).JsonAsync();
        var shipped = await (await storefront.Admin.GetAsync("/orders?status=shipped&limit=100")).JsonAsync();

        Assert.Lacks(id, placed.Ids());
        Assert.Contains(id, shipped.Ids());
    }

    [Theory]
    [InlineData("GET", "/orders")]
    [InlineData("POST", "/orders")]
    [InlineData("GET", "/orders/{id}")]
    [InlineData("POST", "/orders/{id}/cancel")]
    [InlineData("POST", "/orders/{id}/ship")]
    [InlineData("POST", "/products/batch")]
    public async Task An_order_or_batch_request_without_a_token_gets_401(string method, string route)
    {
        var path = route.Replace("{id}", Guid.CreateVersion7().ToString(), StringComparison.Ordinal);

        var response = await storefront.Anonymous.SendAsync(Send(new HttpMethod(method), path, method == "POST" ? "{}" : null));

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task An_invalid_order_id_gets_400() =>
        await (await storefront.As("ann").GetAsync("/orders/17")).ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid-id");

    private static async Task<string> DetailAsync(HttpResponseMessage response) =>
        (await response.JsonAsync()).Text("detail");
}
