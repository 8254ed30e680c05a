using System.Net;
using LambdaCrud.IntegrationTests.Deploying;
using static LambdaCrud.IntegrationTests.Requests;

namespace LambdaCrud.IntegrationTests.AllRoutes;

/// <summary>The headers that a cache between client and API needs for the replies that it may store (RFC 9111).</summary>
public sealed class StorableReplyTests(Storefront storefront) : IClassFixture<Storefront>
{
    private static readonly IReadOnlyList<string> Routes = [.. DeployedApi.With().Routes().Select(route => route.Name())];

    public static TheoryData<string> Reads => [.. Routes.Where(route => route.StartsWith("GET ", StringComparison.Ordinal))];

    public static TheoryData<string> TaggedReads =>
        [.. Routes.Where(route => route.StartsWith("GET ", StringComparison.Ordinal) && DeclaredRoutes.ByName[route].IsConditional)];

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

    private async Task<HttpResponseMessage> SendAsync(string route, params (string Name, string Value)[] headers)
    {
        var request = await storefront.AllowedRequestForAsync(route);
        foreach (var (name, value) in headers)
            request.With(name, value);
        return await storefront.Anonymous.SendAsync(request);
    }
}
