using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Studio.Tests.Pages;

[Collection(BrowserTests.Name)]
public sealed class NarrowScreenTests(Browser browser)
{
    [BrowserTheory]
    [InlineData("", "Routes")]
    [InlineData("requests/2", "Refused by the response template. Sign in first.")]
    [InlineData("bench", "Response template")]
    [InlineData("bench/2/1", "Variables")]
    [InlineData("send/new/POST/%2Fthings", "Send")]
    [InlineData("compare/1/2", "Request template")]
    [InlineData("health", "Latency")]
    public async Task No_page_is_wider_than_a_narrow_screen(string address, string text)
    {
        await using var host = await StudioHost.StartAsync(
            "refusals.yaml", template => template.Replace("CODE", AppContext.BaseDirectory, StringComparison.Ordinal));
        await host.SendAsync("GET", "/hello?" + new string('a', 200));
        await host.SendAsync("GET", "/guest");
        foreach (var scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
        {
            await using var open = await browser.OpenAsync(host, $"#/{address}", scheme, width: 390, height: 844);
            await Expect(open.Page.Locator("main")).ToContainTextAsync(text);
            var name = address.Split('/')[0];
            await open.PictureAsync($"narrow-{name}-{address.Split('/').Length}-{scheme}");

            Assert.False(await open.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth"), $"{address} is wider than the screen.");
            await open.Page.SetViewportSizeAsync(1280, 800);
            await open.PictureAsync($"wide-{name}-{address.Split('/').Length}-{scheme}");
        }
    }
}
