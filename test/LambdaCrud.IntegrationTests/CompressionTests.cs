using System.IO.Compression;
using static LambdaCrud.IntegrationTests.Requests;

namespace LambdaCrud.IntegrationTests;

public sealed class CompressionTests(Storefront storefront) : IClassFixture<Storefront>
{
    [Fact]
    public async Task Replies_of_1_KiB_and_more_from_direct_routes_and_functions_are_compressed_for_clients_that_accept_gzip()
    {
        var large = await storefront.CreateAsync(category: "large", description: new string('x', 1024));
        var small = await storefront.CreateAsync(category: "small");

        Assert.Equal("gzip", await CodingAsync(large.Path));
        Assert.Equal("gzip", await CodingAsync("/products?category=large"));
        Assert.Equal("", await CodingAsync(small.Path));
        Assert.Equal("", await CodingAsync("/products?category=small"));
    }

    /// <summary>The reply's content coding. The decoded reply must equal the reply to a client that asks for no coding.</summary>
    private async Task<string> CodingAsync(string path)
    {
        var plain = await storefront.Anonymous.GetStringAsync(path);
        var response = await storefront.Anonymous.SendAsync(Send(HttpMethod.Get, path).With("Accept-Encoding", "gzip"));
        var coding = string.Join(", ", response.Content.Headers.ContentEncoding);
        var body = await response.Content.ReadAsStreamAsync();
        using var reader = new StreamReader(coding == "gzip" ? new GZipStream(body, CompressionMode.Decompress) : body);
        Assert.Equal(plain, await reader.ReadToEndAsync());
        return coding;
    }
}
