using System.Net;
using System.Text.RegularExpressions;
using LambdaCrud.IntegrationTests.Orders;
using static LambdaCrud.IntegrationTests.Requests;

namespace LambdaCrud.IntegrationTests.Direct;

/// <summary>
/// Sends the same case to a function's route and to a direct route. The replies do not differ in status, headers, members and
/// the order of members.
/// </summary>
public sealed partial class ContractTests(Storefront storefront, DynamoDbOutage outage)
    : IClassFixture<Storefront>, IClassFixture<DynamoDbOutage>
{
    // A function needs a valid body, because it may check the body first. A direct route reads no body.
    private const string Product = """{"name": "N", "category": "c", "price": {"amount": 1, "currency": "EUR"}, "stock": 1}""";

    private static readonly Guid Unknown = Guid.Parse("0193a1b2-0000-7000-8000-0000000000ff");

    [Theory]
    [InlineData("42")]
    [InlineData("0193A1B2-0000-7000-8000-000000000001")]
    [InlineData("%22%7D")]
    [InlineData("0193a1b2-0000-7000-8000-000000000001%0A")]
    public async Task A_function_and_a_direct_route_answer_an_invalid_id_in_the_same_way(string id)
    {
        await SameAsync(HttpMethod.Get, $"/orders/{id}", $"/products/{id}", HttpStatusCode.BadRequest);
        await SameAsync(HttpMethod.Delete, $"/products/{id}", $"/favorites/{id}", HttpStatusCode.BadRequest);
        await SameAsync(HttpMethod.Put, $"/products/{id}", $"/favorites/{id}", HttpStatusCode.BadRequest);
    }

    [Fact]
    public Task A_function_and_a_direct_route_answer_an_unknown_id_in_the_same_way() =>
        SameAsync(HttpMethod.Get, $"/orders/{Unknown}", $"/products/{Unknown}", HttpStatusCode.NotFound);

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=101")]
    [InlineData("limit=-1")]
    [InlineData("limit=1.5")]
    [InlineData("limit=1e1")]
    [InlineData("limit=+5")]
    [InlineData("limit=%205")]
    [InlineData("limit=")]
    [InlineData("limit")]
    [InlineData("limit=%D9%A3")]
    [InlineData("limit=99999999999999999999")]
    [InlineData("limit=5&limit=x")]
    [InlineData("limit=x&cursor=y")]
    [InlineData("cursor=")]
    [InlineData("cursor=x")]
    [InlineData("cursor=x&limit=5")]
    [InlineData("cursor=%22%7D")]
    public Task A_function_and_a_direct_route_answer_invalid_paging_parameters_in_the_same_way(string query) =>
        SameAsync(HttpMethod.Get, $"/orders?{query}", $"/favorites?{query}", HttpStatusCode.BadRequest);

    [Theory]
    [InlineData("")]
    [InlineData("?limit=1")]
    [InlineData("?limit=100")]
    [InlineData("?limit=007")]
    [InlineData("?limit=x&limit=5")]
    public async Task A_function_and_a_direct_route_answer_an_empty_list_in_the_same_way(string query)
    {
        using var nobody = storefront.As("nobody");
        await SameAsync(HttpMethod.Get, $"/orders{query}", $"/favorites{query}", HttpStatusCode.OK, nobody);
    }

    [Theory]
    [InlineData("other=%22")]
    [InlineData("Limit=5")]
    [InlineData("limit=x&cursor=y&other")]
    [InlineData("=5")]
    public async Task A_function_and_a_direct_route_answer_an_unknown_query_parameter_in_the_same_way(string query)
    {
        await SameAsync(HttpMethod.Delete, $"/products/x?{query}", $"/favorites/x?{query}", HttpStatusCode.BadRequest);
        await SameAsync(HttpMethod.Put, $"/products/{Unknown}?{query}", $"/favorites/{Unknown}?{query}", HttpStatusCode.BadRequest);
        await SameAsync(HttpMethod.Delete, $"/products/{Unknown}?{query}", $"/favorites/{Unknown}?{query}", HttpStatusCode.BadRequest);
    }

    /// <summary>The first two subjects pass the authorizer. The test compares how a function and a mapping template handle them.</summary>
    [Theory]
    [InlineData("a#b")]
    [InlineData("a\\u0001")]
    [InlineData("")]
    public async Task A_function_and_a_direct_route_answer_a_token_with_an_invalid_subject_in_the_same_way(string subject)
    {
        using var nobody = storefront.WithToken(storefront.SignedToken(claims =>
            claims.Replace(storefront.SubjectOf("shopper"), subject, StringComparison.Ordinal)));

        await SameExceptTheChallengeAsync(HttpMethod.Get, "/orders", "/favorites");
        await SameExceptTheChallengeAsync(HttpMethod.Delete, $"/products/{Unknown}", $"/favorites/{Unknown}");
        await SameExceptTheChallengeAsync(HttpMethod.Put, $"/products/{Unknown}", $"/favorites/{Unknown}");

        // API Gateway renames the header WWW-Authenticate if a mapping template sets it.
        async Task SameExceptTheChallengeAsync(HttpMethod method, string function, string direct)
        {
            var json = method == HttpMethod.Put ? Product : null;
            var expected = await ReplyAsync(Send(method, function, json), nobody);
            var actual = await ReplyAsync(Send(method, direct, json), nobody);

            Assert.StartsWith("401\n", expected, StringComparison.Ordinal);
            Assert.Contains(Challenge, expected, StringComparison.Ordinal);
            Assert.Equal(Without(expected), Without(actual));
        }

        static string Without(string reply) => reply.Replace(Challenge, "", StringComparison.Ordinal);
    }

    private const string Challenge = "WWW-Authenticate: Bearer\n";

    [Fact]
    public async Task A_function_and_a_direct_route_answer_a_page_that_is_not_the_last_in_the_same_way()
    {
        using var shopper = storefront.As("pager");
        var product = await storefront.CreateAsync();
        for (var n = 0; n < 2; n++)
        {
            await shopper.PlaceAsync(product);
            await shopper.PutAsync($"/favorites/{Guid.CreateVersion7()}", content: null);
        }

        foreach (var path in new[] { "/orders", "/favorites" })
        {
            var response = await shopper.GetAsync($"{path}?limit=01");
            var page = await response.JsonAsync();

            Assert.Equal(["items", "nextCursor"], page.Select(member => member.Key));
            Assert.Single(page["items"]!.AsArray());
            Assert.Equal($"<?limit=01&cursor={page.Text("nextCursor")}>; rel=\"next\"", response.Header("Link"));
        }

        await SameAsync(HttpMethod.Get, "/orders?limit=1", "/favorites?limit=1", HttpStatusCode.OK, shopper, withBody: false);
    }

    [Theory]
    [InlineData("If-None-Match", "{0}", HttpStatusCode.NotModified)]
    [InlineData("If-None-Match", "W/{0}", HttpStatusCode.NotModified)]
    [InlineData("If-None-Match", "*", HttpStatusCode.NotModified)]
    [InlineData("If-None-Match", "\"a\",{0} , W/\"b\"", HttpStatusCode.NotModified)]
    [InlineData("If-None-Match", "\"a\"", HttpStatusCode.OK)]
    [InlineData("If-None-Match", "garbage", HttpStatusCode.OK)]
    [InlineData("If-Match", "{0}", HttpStatusCode.OK)]
    [InlineData("If-Match", "*", HttpStatusCode.OK)]
    [InlineData("If-Match", "\"a\", {0}", HttpStatusCode.OK)]
    [InlineData("If-Match", "W/{0}", HttpStatusCode.PreconditionFailed)]
    [InlineData("If-Match", "W/{0}, {0}", HttpStatusCode.OK)]
    [InlineData("If-Match", "garbage", HttpStatusCode.PreconditionFailed)]
    public async Task A_function_and_a_direct_route_answer_a_conditional_read_in_the_same_way(
        string header, string value, HttpStatusCode status)
    {
        var product = await storefront.CreateAsync();
        var path = $"/orders/{(await storefront.Admin.PlaceAsync(product)).Text("id")}";
        var order = await storefront.Admin.GetAsync(path);
        product = product with { ETag = (await storefront.Admin.GetAsync(product.Path)).ETag() };

        var function = await ReplyAsync(Conditional(path, order.ETag()), storefront.Admin);
        var direct = await ReplyAsync(Conditional(product.Path, product.ETag), storefront.Admin);

        Assert.StartsWith($"{(int)status}\n", direct, StringComparison.Ordinal);
        // Only the customer's own cache may store an order.
        Assert.Equal(
            Head(function).Replace("Cache-Control: no-cache, private", "Cache-Control: no-cache", StringComparison.Ordinal), Head(direct));

        HttpRequestMessage Conditional(string resource, string tag) =>
            Send(HttpMethod.Get, resource).With(header, string.Format(null, value, tag));
        static string Head(string reply) =>
            reply.StartsWith("200", StringComparison.Ordinal) ? reply[..reply.IndexOf("\n\n", StringComparison.Ordinal)] : reply;
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Walk-7.a_b")]
    [InlineData("with space")]
    [InlineData("a,b")]
    [InlineData("\"")]
    public async Task A_function_and_a_direct_route_handle_X_Request_Id_in_the_same_way(string? sent)
    {
        var seen = new List<string>();
        foreach (var path in new[] { "/orders", "/favorites", "/orders/x", "/products/x", $"/products/{Unknown}", "/health" })
        {
            var request = Send(HttpMethod.Get, path);
            var response = await storefront.Admin.SendAsync(sent is null ? request : request.With("x-request-id", sent));
            var id = response.Header("X-Request-Id");
            seen.Add(id == response.Header("x-amzn-RequestId") ? "the gateway's" : id);
        }

        Assert.Equal([sent == "Walk-7.a_b" ? sent : "the gateway's"], seen.Distinct());
    }

    [Fact]
    public async Task A_function_and_a_direct_route_answer_a_missing_expired_or_malformed_token_in_the_same_way()
    {
        using var expired = storefront.WithToken(storefront.Token("late", [], TimeSpan.FromSeconds(-5)));
        using var garbage = storefront.WithToken("garbage");
        foreach (var client in new[] { storefront.Anonymous, expired, garbage })
        {
            await SameAsync(HttpMethod.Get, "/orders", "/favorites", HttpStatusCode.Unauthorized, client);
            await SameAsync(HttpMethod.Put, $"/products/{Unknown}", $"/favorites/{Unknown}", HttpStatusCode.Unauthorized, client);
            await SameAsync(HttpMethod.Delete, $"/products/{Unknown}", $"/favorites/{Unknown}", HttpStatusCode.Unauthorized, client);
        }
    }

    [Theory]
    [InlineData("HEAD", "/orders", "/favorites")]
    [InlineData("POST", "/orders/x", "/favorites")]
    [InlineData("GET", "/orders/x/y", "/favorites/x/y")]
    [InlineData("GET", "/products/x/stock", "/favorites/x")]
    [InlineData("HEAD", "/orders/x", "/products/x")]
    public Task An_unknown_path_gets_the_same_answer_beside_a_function_and_beside_a_direct_route(
        string method, string function, string direct) =>
        SameAsync(new HttpMethod(method), function, direct, status: null);

    [Theory]
    [InlineData("/orders", "/favorites")]
    [InlineData("/products/x/stock", "/favorites/x")]
    [InlineData("/orders/x", "/products/x")]
    [InlineData("/products", "/health")]
    public Task A_preflight_for_a_function_and_for_a_direct_route_gets_the_same_answer(string function, string direct) =>
        SameAsync(HttpMethod.Options, function, direct, HttpStatusCode.OK, storefront.Anonymous);

    [Theory]
    [InlineData(400, "ThrottlingException", HttpStatusCode.ServiceUnavailable)]
    [InlineData(500, "InternalServerError", HttpStatusCode.ServiceUnavailable)]
    [InlineData(400, "AccessDeniedException", HttpStatusCode.InternalServerError)]
    public async Task A_function_and_a_direct_route_answer_a_failure_of_DynamoDB_in_the_same_way(
        int status, string error, HttpStatusCode expected)
    {
        outage.Answer(DynamoDbReply.Error(status, error));

        await SameAsync(HttpMethod.Get, "/orders", "/favorites", expected, outage.Api.Shopper);
        await SameAsync(HttpMethod.Get, $"/orders/{Unknown}", $"/products/{Unknown}", expected, outage.Api.Shopper);
    }

    private async Task SameAsync(
        HttpMethod method, string function, string direct, HttpStatusCode? status, HttpClient? client = null, bool withBody = true)
    {
        var json = method == HttpMethod.Put ? Product : null;
        var expected = await ReplyAsync(Send(method, function, json), client ?? storefront.Admin, withBody);
        var actual = await ReplyAsync(Send(method, direct, json), client ?? storefront.Admin, withBody);

        if (status is { } known)
            Assert.StartsWith($"{(int)known}\n", expected, StringComparison.Ordinal);
        else
            Assert.StartsWith("4", expected, StringComparison.Ordinal);
        // The list of a direct route has no entity tag, see docs/direct-routes.md.
        Assert.Equal(method == HttpMethod.Get ? expected.Replace("\nETag\n", "\n", StringComparison.Ordinal) : expected, actual);
    }

    /// <summary>Status, headers and body, without the values that depend on the request, the resource or the route.</summary>
    private static async Task<string> ReplyAsync(HttpRequestMessage request, HttpClient client, bool withBody = true)
    {
        var response = await client.SendAsync(request);
        var headers = response.Headers.Concat(response.Content.Headers)
            .Where(header => header.Key != "Content-Length")
            .Select(header => IsParticular(header.Key) ? header.Key : $"{header.Key}: {string.Join(", ", header.Value)}")
            .Order(StringComparer.OrdinalIgnoreCase);
        var body = withBody ? await response.Content.ReadAsStringAsync() : "";
        if (response.Content.Headers.ContentType?.MediaType == "application/problem+json")
        {
            body = Detail().Replace(body, "$1…");
            body = body.Replace(response.Header("X-Request-Id"), "…", StringComparison.Ordinal);
        }

        return $"{(int)response.StatusCode}\n{string.Join('\n', headers)}\n\n{body}";

        static bool IsParticular(string header) => Particular.Contains(header, StringComparer.OrdinalIgnoreCase);
    }

    private static readonly string[] Particular =
    [
        "Date", "ETag", "Link", "X-Request-Id", "x-amzn-RequestId", "x-amz-apigw-id", "X-Amzn-Trace-Id",
        "Access-Control-Allow-Methods", "Access-Control-Allow-Headers",
    ];

    // Matches the detail of the problem, not the details of its errors.
    [GeneratedRegex("""(,"status":\d+,"detail":")[^"]+""")]
    private static partial Regex Detail();
}
