using System.IO.Compression;
using System.Text.Json.Nodes;
using LocalGateway.Model;
using static LambdaCrud.IntegrationTests.Requests;

namespace LambdaCrud.IntegrationTests.Deploying;

/// <summary>
/// The cache key of a route holds exactly what its answer depends on. If a part were missing, a client would get another client's answer.
/// An extra part would make the cache store an answer twice. The tests send requests without the cache and change one thing at a time.
/// </summary>
public sealed class CachedRouteKeyTests(Storefront storefront) : IClassFixture<Storefront>
{
    private static readonly RestApi Production = DeployedApi.With(("StageName", "prod"));

    private static readonly (string Name, string Value)[] Headers =
    [
        ("Accept", "text/html"), ("Accept-Encoding", "gzip"), ("Accept-Language", "de"), ("Cookie", "session=1"), ("Forwarded", "for=1.2.3.4"),
        ("Idempotency-Key", "k-1"), ("If-Match", "\"none\""), ("If-Modified-Since", "Sun, 01 Jan 2090 00:00:00 GMT"),
        ("If-None-Match", "*"),
        ("If-Range", "\"none\""), ("If-Unmodified-Since", "Sun, 01 Jan 2006 00:00:00 GMT"), ("Origin", "https://elsewhere.example"),
        ("Prefer", "return=minimal"), ("Range", "bytes=0-1"), ("Referer", "https://elsewhere.example/"), ("User-Agent", "curl/8"),
        ("X-Forwarded-For", "1.2.3.4"), ("X-Forwarded-Host", "elsewhere.example"), ("X-HTTP-Method-Override", "DELETE"),
        ("X-Request-Id", "my-own"),
    ];

    private static readonly (string Name, string Value)[] Queries =
    [
        ("category", "another"), ("sort", "-price"), ("limit", "1"), ("cursor", "x"), ("currency", "USD"), ("customerId", "x"),
        ("fields", "name"), ("id", "x"), ("page", "2"), ("q", "x"), ("search", "x"), ("status", "placed"), ("cache", "x"),
    ];

    [Fact]
    public async Task The_cache_key_of_the_product_list_holds_exactly_what_its_answer_depends_on() =>
        await ShouldDependOnItsKeyAsync("GET /products", new Question($"/products?category={await TwoOfACategoryAsync()}"));

    [Fact]
    public async Task The_cache_key_of_a_product_holds_exactly_what_its_answer_depends_on()
    {
        var (one, other) = (await storefront.CreateAsync("One"), await storefront.CreateAsync("Other"));

        await ShouldDependOnItsKeyAsync("GET /products/{id}", new Question(one.Path), ("id", other.Path));
    }

    [Fact]
    public async Task The_cache_key_of_the_feed_holds_exactly_what_its_answer_depends_on()
    {
        await TwoOfACategoryAsync();

        await ShouldDependOnItsKeyAsync("GET /feed/products", new Question("/feed/products?limit=2", OnlyCounts: true));
    }

    [Fact]
    public void These_tests_cover_every_cached_route() =>
        Assert.Equal(
            ["GET /feed/products", "GET /products", "GET /products/{id}"],
            Production.CachedRoutes().Select(route => route.Name()).Order(StringComparer.Ordinal));

    /// <param name="paths">Path parameters, each with a path that has another value of it.</param>
    private async Task ShouldDependOnItsKeyAsync(string route, Question question, params (string Name, string Path)[] paths)
    {
        var method = Production.Routes().Single(method => method.Name() == route);
        var key = method.ApiKeyRequired ? [("X-API-Key", storefront.ApiKey)] : Array.Empty<(string, string)>();
        var plain = await AskAsync(question, key);
        Assert.Equal(plain, await AskAsync(question, key));
        var dependencies = new List<string>();

        foreach (var header in Headers.Append(("Authorization", storefront.Token("shopper", []))))
        {
            if (await AskAsync(question, [.. key, header]) != plain)
                dependencies.Add($"method.request.header.{header.Item1}");
        }

        // The route refuses parameters that it does not take, except on a stage with a cache (ProductionCacheTests).
        foreach (var (name, value) in Queries)
        {
            var answer = await AskAsync(question.With(name, value), key);
            if (answer != plain && !answer.Contains("unknown-parameter", StringComparison.Ordinal))
                dependencies.Add($"method.request.querystring.{name}");
        }

        foreach (var (name, path) in paths)
        {
            if (await AskAsync(question with { Path = path }, key) != plain)
                dependencies.Add($"method.request.path.{name}");
        }

        Assert.Equal(
            method.Integration.CacheKeyParameters.Order(StringComparer.Ordinal),
            dependencies.Order(StringComparer.Ordinal));
    }

    /// <summary>
    /// The answer without the parts that differ each time: times, the gateway's ids, the text of a cursor, and a weak entity tag, which
    /// changes with the body. The gateway compresses the answer behind the cache, so the coding is not a part of it either.
    /// </summary>
    private async Task<string> AskAsync(Question question, params (string Name, string Value)[] headers)
    {
        using var response = await storefront.Anonymous.SendAsync(
            headers.Aggregate(Send(HttpMethod.Get, question.Path), (request, header) => request.With(header.Name, header.Value)));
        var sent = headers.FirstOrDefault(header => header.Name == "X-Request-Id").Value;
        var kept = response.Headers.Concat(response.Content.Headers)
            .Where(header => header.Key is not ("Content-Encoding" or "Content-Length" or "Date" or "Link" or "Server" or "Transfer-Encoding"))
            .Where(header => !header.Key.StartsWith("x-amz", StringComparison.OrdinalIgnoreCase))
            .Where(header => header.Key is not "ETag" || !header.Value.Single().StartsWith("W/", StringComparison.Ordinal))
            .Select(header => header.Key.Equals("X-Request-Id", StringComparison.OrdinalIgnoreCase)
                ? $"X-Request-Id: {(header.Value.Single() == sent ? "the client's" : "the gateway's")}"
                : $"{header.Key}: {string.Join(", ", header.Value)}")
            .Order(StringComparer.OrdinalIgnoreCase);
        var body = Stable(await TextAsync(response.Content), question.OnlyCounts);
        return $"{(int)response.StatusCode}\n{string.Join('\n', kept)}\n{body}";
    }

    private static async Task<string> TextAsync(HttpContent content)
    {
        if (!content.Headers.ContentEncoding.Contains("gzip"))
            return await content.ReadAsStringAsync();
        await using var inflated = new GZipStream(await content.ReadAsStreamAsync(), CompressionMode.Decompress);
        return await new StreamReader(inflated).ReadToEndAsync();
    }

    private static string Stable(string body, bool onlyCounts)
    {
        if (body.Length == 0)
            return body;
        var json = JsonNode.Parse(body)!.AsObject();
        json.Remove("requestId");
        if (json.ContainsKey("nextCursor"))
            json["nextCursor"] = "another page";
        if (onlyCounts && json["items"] is JsonArray items)
            json["items"] = items.Count;
        return json.ToJsonString();
    }

    private async Task<string> TwoOfACategoryAsync()
    {
        var category = $"c-{Guid.NewGuid():N}";
        await storefront.CreateAsync("A", category: category, amount: 1);
        await storefront.CreateAsync("B", category: category, amount: 2);
        return category;
    }

    /// <param name="Path">Includes the query.</param>
    /// <param name="OnlyCounts">Compares only the number of items, because other tests write to the same list.</param>
    private sealed record Question(string Path, bool OnlyCounts = false)
    {
        /// <summary>The question with this query parameter, which replaces an existing one.</summary>
        public Question With(string name, string value)
        {
            var parts = Path.Split('?', 2);
            var others = parts.Length == 1 ? [] : parts[1].Split('&').Where(parameter => parameter.Split('=')[0] != name);
            return this with { Path = $"{parts[0]}?{string.Join('&', others.Append($"{name}={value}"))}" };
        }
    }
}
