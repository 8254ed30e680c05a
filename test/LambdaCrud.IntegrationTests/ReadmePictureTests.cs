using System.Text.RegularExpressions;
using LocalHost;
using Microsoft.Playwright;
using static LambdaCrud.IntegrationTests.Requests;
using static Microsoft.Playwright.Assertions;

namespace LambdaCrud.IntegrationTests;

/// <summary>
/// The picture at the top of README.md. <c>dotnet dev.cs pictures</c> takes it, and writes the text of its scene beside it. The test compares
/// only the text: fonts differ between machines.
/// </summary>
[Collection(BrowserTests.Name)]
public sealed partial class ReadmePictureTests(Browser browser, ReadmePictureTests.PictureStorefront storefront)
    : IClassFixture<ReadmePictureTests.PictureStorefront>
{
    private const string Product = "019a0000-0000-7000-8000-0000000f0001";

    private static readonly string Picture = Path.Combine(Repository.Root, "docs", "pictures", "studio.png");
    private static readonly string Text = Path.ChangeExtension(Picture, ".txt");

    [BrowserFact]
    public async Task The_studio_looks_as_in_the_picture_of_the_readme()
    {
        await SendScenesRequestsAsync();
        await using var open = await browser.OpenAsync(storefront.Url, "_local/#/requests/4", width: 1280, height: 750);
        await Expect(open.Page.Locator(".timeline .refusal")).ToBeVisibleAsync();
        await Expect(open.Page.Locator(".rows tbody tr")).ToHaveCountAsync(4);

        var shown = await TextAsync(open.Page);
        if (Environment.GetEnvironmentVariable("TAKE_PICTURES") is { Length: > 0 })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Picture)!);
            await open.Page.ScreenshotAsync(new() { Path = Picture });
            await File.WriteAllTextAsync(Text, shown);
        }

        Assert.True(shown == await File.ReadAllTextAsync(Text), $"Run `dotnet dev.cs pictures`, look at docs/pictures, and commit it. The page shows:\n{shown}");
        Assert.InRange(new FileInfo(Picture).Length, 1, 200_000);
    }

    private async Task SendScenesRequestsAsync()
    {
        using var sam = storefront.As("sam");
        using var ada = storefront.As("ada", "catalog-admins");
        using var created = Send(HttpMethod.Put, $"/products/{Product}", """
            {"name": "Hand Grinder", "description": "Steel conical burrs, 40 clicks.", "category": "coffee", "price": {"amount": 8900, "currency": "EUR"}, "stock": 3}
            """);
        created.Headers.IfNoneMatch.ParseAdd("*");
        (await ada.SendAsync(created)).EnsureSuccessStatusCode();
        await storefront.Anonymous.SendAsync(Send(HttpMethod.Put, $"/favorites/{Product}"));
        await sam.SendAsync(Order($$"""{"lines": [{"productId": "{{Product}}", "quantity": 9}]}"""));
        await sam.SendAsync(Order($$"""{"lines": [{"productId": "{{Product}}"}]}"""));

        static HttpRequestMessage Order(string body)
        {
            var request = Send(HttpMethod.Post, "/orders", body);
            request.Headers.Add("Idempotency-Key", "a-key");
            return request;
        }
    }

    /// <summary>The text of the page that the picture shows, without times and without the level of the buckets.</summary>
    private static async Task<string> TextAsync(IPage page)
    {
        var lines = new List<string>();
        foreach (var part in (string[])["header", ".rows", ".record .title", ".record .verdict", ".record .actions", ".record .timeline"])
            lines.AddRange((await page.Locator(part).InnerTextAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        return string.Join('\n', lines.Select(line => Changing().Replace(line, "…"))) + "\n";
    }

    [GeneratedRegex(@"\d\d:\d\d:\d\d\.\d+|(?:< )?[\d.,]+ m?s\b|[\d.]+ of \d+ requests|(?<=it expires ).+(?=\.$)")]
    private static partial Regex Changing();

    /// <summary>With the limits of the template.</summary>
    public sealed class PictureStorefront : Storefront
    {
        protected override IReadOnlyDictionary<string, string> Parameters => new Dictionary<string, string>();

        internal override TemplateHostOptions Adjust(TemplateHostOptions options) => options with { Studio = true };
    }
}
