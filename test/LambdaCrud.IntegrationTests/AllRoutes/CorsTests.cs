using System.Net;
using System.Text;
using LambdaCrud.IntegrationTests.Deploying;
using static LambdaCrud.IntegrationTests.Requests;

namespace LambdaCrud.IntegrationTests.AllRoutes;

/// <summary>The API as web pages of the one allowed origin use it.</summary>
public sealed class CorsTests(CorsTests.OneOrigin storefront) : IClassFixture<CorsTests.OneOrigin>
{
    private const string Origin = "https://pages.example";

    private static readonly string[] Exposed =
    [
        "Accept", "Accept-Patch", "Accept-Post", "ETag", "Idempotency-Replayed", "Link", "Location", "Retry-After", "WWW-Authenticate",
        "X-Request-Id",
    ];

    // The media types that have a template in API Gateway: the ones this API reads and the ones that browser forms send.
    private static readonly string?[] KnownMediaTypes =
    [
        null, "application/json", "application/json; charset=utf-8", "application/merge-patch+json",
        "application/x-www-form-urlencoded", "multipart/form-data; boundary=b", "text/plain", "text/plain;charset=UTF-8",
    ];

    private static readonly string[] OtherMediaTypes =
    [
        "application/xml", "application/octet-stream", "image/png", "text/html", "*/*", "application/*", "application/problem+json", "json",
        "none", "/", "a/b/c", "\"application/json\"", "{\"statusCode\": 200}",
    ];

    public static TheoryData<string> Paths => [.. DeployedApi.With().Methods.Select(method => method.ResourcePath).Distinct()];

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task A_preflight_needs_no_credentials_and_names_the_methods_of_its_path(string path)
    {
        // A browser sends a preflight without a token and a key. It sends only the method and headers that it asks for.
        var response = await storefront.Anonymous.SendAsync(Send(HttpMethod.Options, PathOf(path))
            .With("Origin", Origin)
            .With("Access-Control-Request-Method", "GET")
            .With("Access-Control-Request-Headers", "authorization,x-api-key"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(Origin, response.Header("Access-Control-Allow-Origin"));
        Assert.Equal("600", response.Header("Access-Control-Max-Age"));
        Assert.Equal(
            storefront.Api.Methods
                .Where(method => method.ResourcePath == path)
                .Select(method => method.HttpMethod)
                .Order(StringComparer.Ordinal),
            List(response, "Access-Control-Allow-Methods"));
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task A_preflight_gets_200_with_a_known_media_type_or_none_and_415_with_another(string path)
    {
        foreach (var body in new[] { null, "", "{}", "no JSON", """{"statusCode": 500}""" })
        {
            foreach (var mediaType in Assert.Some(KnownMediaTypes))
            {
                var response = await PreflightAsync(path, body, mediaType);

                Assert.True(HttpStatusCode.OK == response.StatusCode, $"{mediaType}, {body}: {response.StatusCode}");
                Assert.NotEmpty(List(response, "Access-Control-Allow-Headers"));
                Assert.Equal("", await response.Content.ReadAsStringAsync());
            }

            // API Gateway chooses a template by the exact media type. These media types have none. The answer is still not a server error.
            foreach (var mediaType in Assert.Some(OtherMediaTypes))
            {
                var response = await PreflightAsync(path, body, mediaType);

                await response.ShouldBeProblemAsync(HttpStatusCode.UnsupportedMediaType, "unsupported-media-type");
                Assert.Equal(Origin, response.Header("Access-Control-Allow-Origin"));
            }
        }
    }

    [Fact]
    public async Task A_preflight_for_an_unknown_path_gets_404_with_any_media_type()
    {
        foreach (var mediaType in Assert.Some(KnownMediaTypes.Concat(OtherMediaTypes)))
        {
            var response = await PreflightAsync("/nowhere", "{}", mediaType);

            await response.ShouldBeProblemAsync(HttpStatusCode.NotFound, "unknown-route");
            Assert.Equal(Origin, response.Header("Access-Control-Allow-Origin"));
        }
    }

    public static TheoryData<string, HttpStatusCode> Replies => new()
    {
        { AnyRoute.PublicList.Path, HttpStatusCode.OK },
        { AnyRoute.PublicItem.PathOf("none"), HttpStatusCode.BadRequest },
        { AnyRoute.UsersList.Path, HttpStatusCode.Unauthorized },
        { AnyRoute.PartnersList.Path, HttpStatusCode.Forbidden },
        { "/nowhere", HttpStatusCode.NotFound },
    };

    [Theory]
    [MemberData(nameof(Replies))]
    public async Task Scripts_may_read_the_same_headers_of_replies_from_functions_and_from_the_gateway(string path, HttpStatusCode status)
    {
        var response = await storefront.Anonymous.SendAsync(Send(HttpMethod.Get, path).With("Origin", Origin));

        Assert.Equal(status, response.StatusCode);
        Assert.Equal(Origin, response.Header("Access-Control-Allow-Origin"));
        Assert.Equal(Exposed, List(response, "Access-Control-Expose-Headers"));
    }

    private Task<HttpResponseMessage> PreflightAsync(string path, string? body, string? mediaType)
    {
        var request = Send(HttpMethod.Options, PathOf(path));
        if (body is not null || mediaType is not null)
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body ?? ""));
        if (mediaType is not null)
            request.Content!.Headers.TryAddWithoutValidation("Content-Type", mediaType);
        return storefront.Anonymous.SendAsync(request);
    }

    // Any value works for a path parameter.
    private static string PathOf(string path) =>
        path.Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal);

    private static string[] List(HttpResponseMessage response, string header) =>
        response.Header(header).Split(',', StringSplitOptions.TrimEntries);

    public sealed class OneOrigin : Storefront
    {
        protected override IReadOnlyDictionary<string, string> Parameters { get; } =
            new Dictionary<string, string> { ["AllowedOrigin"] = Origin };
    }
}
