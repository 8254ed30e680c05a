using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using LambdaCrud.IntegrationTests.OpenApi;
using LocalGateway.Tests.Support;
using static LambdaCrud.IntegrationTests.Requests;

namespace LambdaCrud.IntegrationTests.AllRoutes;

/// <summary>
/// All readers of Content-Type (the gateway's models, the gateway's mapping templates, the functions) accept the same texts as
/// <c>application/json</c>.
/// </summary>
public sealed class MediaTypeTests(MediaTypeTests.OneProduct shop) : IClassFixture<MediaTypeTests.OneProduct>
{
    [Theory]
    [MemberData(nameof(MediaTypeCases.Json), MemberType = typeof(MediaTypeCases))]
    public async Task All_readers_agree_whether_a_media_type_is_JSON(string mediaType, bool isJson) =>
        Assert.Equal(isJson ? Everywhere : Nowhere, await ReadersAsync(client: mediaType));

    [Property(MaxTest = 150, Arbitrary = [typeof(GeneratedMediaTypes)])]
    public async Task All_readers_agree_whether_a_generated_media_type_is_JSON(MediaTypeText text)
    {
        var readers = await ReadersAsync(client: text.Value);

        Assert.True(readers == Everywhere || readers == Nowhere, $"{text.Value}: {readers}");
    }

    [Fact]
    public async Task All_readers_accept_a_body_without_Content_Type_as_JSON() => Assert.Equal(Everywhere, await ReadersAsync());

    [Theory]
    [InlineData("")]
    [InlineData("application/json", "application/json")]
    [InlineData("application/json", "text/plain")]
    [InlineData("text/plain", "application/json")]
    [InlineData("application/json", "")]
    public async Task No_reader_accepts_an_empty_Content_Type_or_several_as_JSON(params string[] lines) =>
        Assert.Equal(Nowhere, await ReadersAsync(lines));

    private const string Everywhere = "the models: True, the templates: True, the function: True";
    private const string Nowhere = "the models: False, the templates: False, the function: False";

    /// <summary>The readers that accept the body as JSON.</summary>
    private Task<string> ReadersAsync(string client) => ReadersAsync(async (method, path, body) =>
    {
        var request = Send(new HttpMethod(method), path);
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        Assert.True(request.Content.Headers.TryAddWithoutValidation("Content-Type", client));
        return (int)(await shop.Admin.SendAsync(request)).StatusCode;
    });

    private Task<string> ReadersAsync(params string[] lines) => ReadersAsync(async (method, path, body) =>
    {
        var types = string.Concat(lines.Select(line => $"Content-Type: {line}\r\n"));
        var request = $"{method} {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: {shop.Admin.DefaultRequestHeaders.Authorization}\r\n"
            + $"{types}Content-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}";
        var response = await RawResponse.SendAsync(shop.Admin.BaseAddress!.Port, request);
        ContractCheck.Current.Check(Exchange.Read(request, response));
        return response.Status;
    });

    private async Task<string> ReadersAsync(Func<string, string, string, Task<int>> send)
    {
        var stock = $"{shop.Product.Path}/stock";
        var models = await send("POST", stock, """{"delta": "x"}""");
        var templates = await send("PUT", $"/favorites/{shop.Product.Id}", "{}");
        var function = await send("POST", stock, """{"delta": 1}""");
        return $"the models: {Accepts(models, 400)}, the templates: {Accepts(templates, 204)}, the function: {Accepts(function, 200)}";

        static bool Accepts(int status, int accepted)
        {
            Assert.True(status == accepted || status == 415, $"{status}");
            return status == accepted;
        }
    }

    public sealed class OneProduct : Storefront, IAsyncLifetime
    {
        public CreatedProduct Product { get; private set; } = null!;

        protected override bool IsShared => true;

        async Task IAsyncLifetime.InitializeAsync()
        {
            await InitializeAsync();
            Product = await CreateAsync(stock: 0);
        }
    }
}

/// <param name="Value">Consists of parts of media types, mostly in the right order.</param>
public sealed record MediaTypeText(string Value);

internal static class GeneratedMediaTypes
{
    private static readonly string[] Types = ["application/json", "application/json", "Application/JSON", "text/plain", "application/", "json"];

    private static readonly string[] Pieces =
    [
        ";", ";", "; ", " ;", "\t;", ";charset=utf-8", "; charset=\"utf-8\"", ";a=b", ";a=\"b;c\"", ";a=\"\\\"\"", "; a", ";a=", ";=b", ";a =b",
        ",", ", text/plain", " ", "\"", "\\", "=", "x", "/", ";a=\"b", "%", "(c)", "'", "*",
    ];

    public static Arbitrary<MediaTypeText> Texts() => Arb.From(
        from type in Gen.Elements(Types)
        from count in Gen.Choose(0, 5)
        from pieces in Gen.ArrayOf(Gen.Elements(Pieces), count)
        select new MediaTypeText((type + string.Concat(pieces)).Trim(' ', '\t')));
}
