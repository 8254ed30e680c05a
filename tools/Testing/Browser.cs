using Microsoft.Playwright;

namespace Testing;

/// <summary>Debian's Chromium, without a window. All tests share one browser; each has its own context.</summary>
public sealed class Browser : IAsyncLifetime
{
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Null if this machine has no Chromium.</summary>
    public static string? Program { get; } =
        (from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
         // A Chromium without the parts for windows needs less than two thirds of the work.
         from name in (string[])["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"]
         let path = Path.Combine(folder, name)
         where File.Exists(path)
         select path).FirstOrDefault();

    public async Task InitializeAsync()
    {
        if (Program is null)
            return;
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Program, Args = ["--no-sandbox"] });
    }

    /// <summary>Opens a page. The test fails if a script of the page fails, or if the page asks another host.</summary>
    /// <param name="own">The host of the page, whose addresses it may load.</param>
    /// <param name="path">The address of the page, relative to this host.</param>
    /// <param name="others">Other hosts whose addresses the page may load.</param>
    internal async Task<BrowserPage> OpenAsync(
        Uri own, string path, ColorScheme scheme = ColorScheme.Light, int width = 1400, int height = 900, params Uri[] others)
    {
        var context = await _browser!.NewContextAsync(new()
        {
            ColorScheme = scheme,
            ViewportSize = new() { Width = width, Height = height },
            ReducedMotion = ReducedMotion.Reduce,
        });
        await context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        // A busy machine needs more than the default of five seconds.
        context.SetDefaultTimeout(60_000);
        Assertions.SetDefaultExpectTimeout(60_000);
        var page = new BrowserPage(context, await context.NewPageAsync(), [own, .. others]);
        await page.Page.GotoAsync(new Uri(own, path).AbsoluteUri);
        return page;
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}

[CollectionDefinition(Name)]
public sealed class BrowserTests : ICollectionFixture<Browser>
{
    public const string Name = "browser";
}

/// <summary>A test that needs Chromium. Without it the test is skipped, and the count shows it.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = Browser.Program is null ? "This machine has no Chromium. On Debian: apt-get install chromium-headless-shell" : null;
}

/// <summary>A theory that needs Chromium.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute() => Skip = new BrowserFactAttribute().Skip;
}

/// <summary>An open page.</summary>
internal sealed class BrowserPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly List<string> _problems = [];

    public BrowserPage(IBrowserContext context, IPage page, IReadOnlyList<Uri> allowed)
    {
        (_context, Page) = (context, page);
        page.PageError += (_, error) => Note($"script: {error}");
        page.Dialog += (_, dialog) => Note($"dialog: {dialog.Message}");
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && message.Text.Contains("Content Security Policy", StringComparison.Ordinal))
                Note(message.Text);
        };
        page.Request += (_, request) =>
        {
            if (!allowed.Any(host => request.Url.StartsWith(host.AbsoluteUri, StringComparison.Ordinal)))
                Note($"foreign request: {request.Url}");
        };
    }

    public IPage Page { get; }

    public Task SeesAsync(string text) => Assertions.Expect(Page.Locator("main")).ToContainTextAsync(text);

    /// <summary>Saves a picture if the variable STUDIO_PICTURES names a folder.</summary>
    public async Task PictureAsync(string name)
    {
        if (Environment.GetEnvironmentVariable("STUDIO_PICTURES") is { Length: > 0 } folder)
            await Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png"), FullPage = false });
    }

    /// <summary>The problems until now. They no longer fail the test.</summary>
    public IReadOnlyList<string> TakeProblems()
    {
        lock (_problems)
        {
            IReadOnlyList<string> taken = [.. _problems];
            _problems.Clear();
            return taken;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        lock (_problems)
            Assert.Equal([], _problems);
    }

    private void Note(string problem)
    {
        lock (_problems)
            _problems.Add(problem);
    }
}
