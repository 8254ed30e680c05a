using Microsoft.Playwright;

namespace Studio.Tests.Support;

/// <summary>The pages of the studio in a browser.</summary>
internal static class StudioPages
{
    /// <param name="address">The address of the page below the start page.</param>
    public static Task<BrowserPage> OpenAsync(
        this Browser browser, StudioHost host, string address = "", ColorScheme scheme = ColorScheme.Light, int width = 1400, int height = 900) =>
        browser.OpenAsync(host.Url, $"_local/{address}", scheme, width, height);

    /// <summary>A row of the list of requests.</summary>
    public static ILocator Row(this BrowserPage page, string text) => page.Page.Locator(".rows tbody tr", new() { HasText = text });
}
