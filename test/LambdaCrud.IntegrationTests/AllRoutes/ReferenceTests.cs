using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LambdaCrud.IntegrationTests.OpenApi;
using LambdaCrud.IntegrationTests.Orders;
using static LambdaCrud.IntegrationTests.Requests;

namespace LambdaCrud.IntegrationTests.AllRoutes;

/// <summary>
/// Resolves Location, Link and the locations of a batch against the URI that the client sent (RFC 3986 §5), and follows them: at the root,
/// below the stage, below a custom domain's base path, and behind a CDN that adds the stage. Each place has a case with a trailing slash.
/// </summary>
public sealed partial class ReferenceTests(Storefront root, ReferenceTests.StagedStorefront staged)
    : IClassFixture<Storefront>, IClassFixture<ReferenceTests.StagedStorefront>
{
    private const string Product = """{"name": "N", "category": "c", "price": {"amount": 1, "currency": "EUR"}, "stock": 1}""";

    public static TheoryData<string, string> Places => new()
    {
        { "root", "" },
        { "root", "/" },
        { "stage", "" },
        { "stage", "/" },
        { "base path", "" },
        { "base path", "/" },
        { "CDN", "" },
        { "CDN", "/" },
    };

    [Theory]
    [MemberData(nameof(Places))]
    public async Task The_Location_of_a_created_product_leads_to_the_product(string place, string slash)
    {
        using var client = ClientOf(place);
        var id = Guid.CreateVersion7();

        var posted = await client.SendAsync(Send(HttpMethod.Post, $"products{slash}", Product));
        var put = await client.SendAsync(Send(HttpMethod.Put, $"products/{id}{slash}", Product).With("If-None-Match", "*"));

        await ShouldLeadAsync(client, posted, posted.Header("Location"), $"products/{(await posted.JsonAsync()).Text("id")}");
        await ShouldLeadAsync(client, put, put.Header("Location"), $"products/{id}");
    }

    [Theory]
    [MemberData(nameof(Places))]
    public async Task The_Location_of_an_order_and_of_its_replay_at_another_URI_leads_to_the_order(string place, string slash)
    {
        using var client = ClientOf(place);
        var order = OrderRequests.Body((await root.CreateAsync(), 1));
        var key = Guid.NewGuid().ToString();

        var first = await client.SendAsync(Send(HttpMethod.Post, $"orders{slash}", order).With("Idempotency-Key", key));
        var repeat = await client.SendAsync(Send(HttpMethod.Post, slash == "" ? "orders/" : "orders", order).With("Idempotency-Key", key));

        Assert.Equal("true", repeat.Header("Idempotency-Replayed"));
        foreach (var response in new[] { first, repeat })
            await ShouldLeadAsync(client, response, response.Header("Location"), $"orders/{(await first.JsonAsync()).Text("id")}");
    }

    [Theory]
    [MemberData(nameof(Places))]
    public async Task The_locations_in_a_batch_reply_and_in_its_replay_at_another_URI_lead_to_the_products(string place, string slash)
    {
        using var client = ClientOf(place);
        var key = Guid.NewGuid().ToString();
        var batch = $"[{Product},{{}},{Product}]";

        var plain = await client.SendAsync(Send(HttpMethod.Post, $"products/batch{slash}", batch));
        var first = await client.SendAsync(Send(HttpMethod.Post, $"products/batch{slash}", batch).With("Idempotency-Key", key));
        var repeat = await client.SendAsync(
            Send(HttpMethod.Post, slash == "" ? "products/batch/" : "products/batch", batch).With("Idempotency-Key", key));

        Assert.Equal("true", repeat.Header("Idempotency-Replayed"));
        foreach (var response in new[] { plain, first, repeat })
        {
            var results = JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsArray();
            Assert.Equal([true, false, true], results.Select(result => result!.AsObject().ContainsKey("location")));
            foreach (var result in results.Select(result => result!.AsObject()).Where(result => result.ContainsKey("location")))
                await ShouldLeadAsync(client, response, result.Text("location"), $"products/{result.Text("id")}");
        }
    }

    [Theory]
    [MemberData(nameof(Places))]
    public async Task A_client_that_follows_the_Link_headers_gets_a_whole_list(string place, string slash)
    {
        using var client = ClientOf(place);
        var category = $"c-{Guid.NewGuid():N}";
        for (var n = 0; n < 3; n++)
        {
            var product = await root.CreateAsync(category: category);
            var favorite = await client.SendAsync(Send(HttpMethod.Put, $"favorites/{product.Id}"));
            var order = await client.SendAsync(
                Send(HttpMethod.Post, "orders", OrderRequests.Body((product, 1))).With("Idempotency-Key", Guid.NewGuid().ToString()));
            Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.Created), (favorite.StatusCode, order.StatusCode));
        }

        Assert.Equal(3, (await FollowAsync(client, $"products{slash}?category={category}&limit=1", pages: 3)).Distinct().Count());
        Assert.Equal(3, (await FollowAsync(client, $"favorites{slash}?limit=1", pages: 3)).Distinct().Count());
        Assert.Equal(3, (await FollowAsync(client, $"orders{slash}?limit=1", pages: 3)).Distinct().Count());
        Assert.Equal(2, (await FollowAsync(client, $"feed/products{slash}?limit=1", pages: 2)).Distinct().Count());
    }

    [Fact]
    public async Task These_tests_cover_every_route_that_sends_a_reference()
    {
        // The tests of a resource with examples follow its references.
        // A list sends a Link only when it has more than one item.
        await root.CreateAsync();
        await root.CreateAsync();
        using var owner = root.As("owner");
        for (var n = 0; n < 2; n++)
        {
            await owner.PlaceAsync(await root.CreateAsync());
            await owner.PutAsync($"/favorites/{Guid.CreateVersion7()}", content: null);
        }

        var referring = new List<string>();
        foreach (var route in Assert.Some(root.Routes))
        {
            var request = await root.AllowedRequestForAsync(route);
            if (route.StartsWith("GET ", StringComparison.Ordinal) && !route.EndsWith('}') && route != "GET /health")
                request.RequestUri = new Uri($"{request.RequestUri}?limit=1", UriKind.Relative);
            var response = await root.Anonymous.SendAsync(request);
            Assert.True(response.IsSuccessStatusCode, route);
            var body = await response.Content.ReadAsStringAsync();
            if (response.Headers.Contains("Location")
                || response.Headers.Contains("Link")
                || body.Contains("\"location\":", StringComparison.Ordinal))
                referring.Add(route);
        }

        Assert.Equal(
            [
                "GET /feed/products", "GET /orders", "GET /products", "POST /orders", "POST /products",
                "POST /products/batch", "PUT /products/{id}",
            ],
            referring.Where(route => RouteExample.Find(route) is null).Order(StringComparer.Ordinal));
    }

    private static async Task ShouldLeadAsync(HttpClient client, HttpResponseMessage response, string reference, string path)
    {
        var target = new Uri(response.RequestMessage!.RequestUri!, reference);
        Assert.Equal(new Uri(client.BaseAddress!, path), target);
        var found = await client.GetAsync(target);
        Assert.Equal(HttpStatusCode.OK, found.StatusCode);
        Assert.Equal(path.Split('/')[^1], (await found.JsonAsync()).Text("id"));
    }

    /// <summary>The items of the given number of pages, one item per page. The last page of a list has no link.</summary>
    private static async Task<IReadOnlyList<string>> FollowAsync(HttpClient client, string path, int pages)
    {
        var items = new List<string>();
        for (var page = new Uri(client.BaseAddress!, path); items.Count < pages;)
        {
            var response = await client.GetAsync(page);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            items.Add(Assert.Single((await response.JsonAsync())["items"]!.AsArray())!.ToJsonString());
            if (items.Count == pages)
                break;
            Assert.True(response.Headers.Contains("Link"), $"{page}: {await response.Content.ReadAsStringAsync()}");
            page = new Uri(response.RequestMessage!.RequestUri!, Next().Match(response.Header("Link")).Groups[1].Value);
        }

        return items;
    }

    /// <summary>An admin's client with an API key. Relative paths are relative to the API's root at that place.</summary>
    private HttpClient ClientOf(string place)
    {
        var storefront = place is "stage" or "CDN" ? staged : root;
        var seen = place switch
        {
            "base path" => new Uri("https://api.shop.example/shop/"),
            "CDN" => new Uri("https://cdn.shop.example/"),
            _ => storefront.Url,
        };
        var client = new HttpClient(new Front(seen, storefront.Url)) { BaseAddress = seen };
        var user = $"u-{Guid.NewGuid():N}";
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", storefront.Token(user, ["catalog-admins"]));
        client.DefaultRequestHeaders.Add("X-API-Key", storefront.ApiKey);
        return client;
    }

    [GeneratedRegex("""^<([^>]+)>; rel="next"$""")]
    private static partial Regex Next();

    /// <summary>The storefront as served at API Gateway's own host name.</summary>
    public sealed class StagedStorefront : Storefront
    {
        protected override bool StagePath => true;
    }

    /// <summary>Maps the URIs that clients see to the URIs of the gateway, as a custom domain or a CDN does.</summary>
    private sealed class Front(Uri seen, Uri origin) : DelegatingHandler(new ContractHandler(origin))
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var uri = request.RequestUri!;
            Assert.StartsWith(seen.AbsoluteUri, uri.AbsoluteUri, StringComparison.Ordinal);
            request.RequestUri = new Uri(origin.AbsoluteUri + uri.AbsoluteUri[seen.AbsoluteUri.Length..]);
            var response = await base.SendAsync(request, cancellationToken);
            request.RequestUri = uri;
            return response;
        }
    }
}
