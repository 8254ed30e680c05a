using System.Net;
using LambdaCrud.IntegrationTests.Deploying;
using static LambdaCrud.IntegrationTests.Requests;

namespace LambdaCrud.IntegrationTests.AllRoutes;

/// <summary>The headers that a cache between client and API needs for the replies that it may store (RFC 9111).</summary>
public sealed class StorableReplyTests(Storefront storefront) : IClassFixture<Storefront>
{
    private static readonly IReadOnlyList<string> Routes = [.. DeployedApi.With().Routes().Select(route => route.Name())];

    private static IEnumerable<string> Tagged =>
        Routes.Where(route => route.StartsWith("GET ", StringComparison.Ordinal) && DeclaredRoutes.ByName[route].IsConditional);

    public static TheoryData<string> Reads => [.. Routes.Where(route => route.StartsWith("GET ", StringComparison.Ordinal))];

    public static TheoryData<string> TaggedReads => [.. Tagged];

    /// <summary>The reads of one resource, which have strong tags. Lists have weak ones (<see cref="ListTagTests"/>).</summary>
    public static TheoryData<string> ReadsOfOne => [.. Tagged.Where(route => route.EndsWith('}'))];

    [Theory]
    [MemberData(nameof(Reads))]
    public async Task Every_reply_to_a_GET_has_Vary_Accept_Encoding(string route)
    {
        foreach (var coding in new[] { "identity", "gzip", "deflate", "gzip, deflate" })
        {
            var response = await SendAsync(route, ("Accept-Encoding", coding));

            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Equal(DeclaredRoutes.ByName[route].Answers[0].CacheControl == "no-store", response.Headers.CacheControl!.NoStore);
            Assert.Equal("Accept-Encoding", response.Header("Vary"));
        }
    }

    [Theory]
    [MemberData(nameof(TaggedReads))]
    public async Task A_304_has_the_cache_headers_of_the_200_and_no_body(string route)
    {
        var full = await SendAsync(route);

        var unchanged = await SendAsync(route, ("If-None-Match", "*"));

        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
        Assert.Equal("Accept-Encoding", unchanged.Header("Vary"));
        Assert.Equal(full.Header("Cache-Control"), unchanged.Header("Cache-Control"));
        Assert.Equal(IsWeak(full), IsWeak(unchanged));
        Assert.Empty(await unchanged.Content.ReadAsByteArrayAsync());
    }

    // RFC 9110 §8.8.3.3.
    [Theory]
    [MemberData(nameof(ReadsOfOne))]
    public async Task The_strong_entity_tag_differs_for_each_coding_that_the_client_accepts(string route)
    {
        var plain = await SendAsync(route);
        string[] accepted = ["gzip", "deflate", "gzip, deflate", "gzip;q=0", "gzip;q=0, deflate", "br, gzip", "*"];
        var tags = new List<string> { plain.ETag() };
        foreach (var header in accepted)
            tags.Add((await SendAsync(plain.RequestMessage!, ("Accept-Encoding", header))).ETag());

        Assert.Lacks(tags, tag => tag.StartsWith("W/", StringComparison.Ordinal));
        Assert.Equal(tags.Count, tags.Distinct().Count());
        Assert.Equal(plain.ETag(), (await SendAsync(plain.RequestMessage!, ("Accept-Encoding", "identity"))).ETag());
    }

    [Theory]
    [MemberData(nameof(ReadsOfOne))]
    public async Task A_client_gets_304_only_for_the_tag_of_the_coding_that_it_accepts_and_may_name_any_in_If_Match(string route)
    {
        var full = await SendAsync(route, ("Accept-Encoding", "gzip, br"));
        var request = full.RequestMessage!;
        var same = await SendAsync(request, ("Accept-Encoding", "gzip,br"), ("If-None-Match", full.ETag()));
        var other = await SendAsync(request, ("Accept-Encoding", "identity"), ("If-None-Match", full.ETag()));
        var matched = await SendAsync(request, ("Accept-Encoding", "identity"), ("If-Match", full.ETag()));

        Assert.Equal((HttpStatusCode.NotModified, full.ETag()), (same.StatusCode, same.ETag()));
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        Assert.Equal(HttpStatusCode.OK, matched.StatusCode);
    }

    // Such a header could make the tag too long, or a tag that is not valid.
    [Theory]
    [MemberData(nameof(ReadsOfOne))]
    public async Task A_long_or_unusual_Accept_Encoding_gets_a_weak_tag(string route)
    {
        var request = (await SendAsync(route)).RequestMessage!;
        foreach (var header in new[] { string.Join(',', Enumerable.Repeat("gzip", 14)), "\"gzip\"", "gzip/1" })
        {
            var tagged = await SendAsync(request, ("Accept-Encoding", header));
            var unchanged = await SendAsync(request, ("Accept-Encoding", header), ("If-None-Match", tagged.ETag()));

            Assert.True(IsWeak(tagged));
            Assert.Equal((HttpStatusCode.NotModified, tagged.ETag()), (unchanged.StatusCode, unchanged.ETag()));
        }
    }

    [Fact]
    public async Task Every_reply_and_error_of_a_function_or_a_mapping_template_has_Vary_Accept_Encoding()
    {
        foreach (var route in Assert.Some(Routes))
            Assert.Equal("Accept-Encoding", (await SendAsync(route)).Header("Vary"));
        Assert.Equal("Accept-Encoding", (await storefront.Anonymous.GetAsync($"{AnyRoute.PublicList.Path}?limit=x")).Header("Vary"));
        Assert.Equal("Accept-Encoding", (await storefront.Anonymous.GetAsync(AnyRoute.PublicItem.PathOf("x"))).Header("Vary"));
    }

    // No cache stores these refusals.
    [Fact]
    public async Task A_refusal_of_the_gateway_is_not_compressed_and_has_no_Vary()
    {
        foreach (var path in new[] { AnyRoute.UsersList.Path, "/nowhere", AnyRoute.PartnersList.Path })
        {
            var response = await storefront.Anonymous.SendAsync(Send(HttpMethod.Get, path).With("Accept-Encoding", "gzip"));

            Assert.True(response.Headers.CacheControl!.NoStore);
            Assert.Empty(response.Content.Headers.ContentEncoding);
            Assert.False(response.Headers.Contains("Vary"));
        }
    }

    private static bool IsWeak(HttpResponseMessage response) => response.ETag().StartsWith("W/", StringComparison.Ordinal);

    /// <summary>Sends a request again with other headers.</summary>
    private Task<HttpResponseMessage> SendAsync(HttpRequestMessage sent, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(sent.Method, sent.RequestUri);
        foreach (var (name, values) in sent.Headers.Where(header => header.Key is not "Accept-Encoding"))
            request.Headers.TryAddWithoutValidation(name, values);
        foreach (var (name, value) in headers)
            request.With(name, value);
        return storefront.Anonymous.SendAsync(request);
    }

    private async Task<HttpResponseMessage> SendAsync(string route, params (string Name, string Value)[] headers)
    {
        var request = await storefront.AllowedRequestForAsync(route);
        foreach (var (name, value) in headers)
            request.With(name, value);
        return await storefront.Anonymous.SendAsync(request);
    }
}
