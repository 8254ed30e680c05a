using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Studio.Tests.Pages;

/// <summary>Mending a template with the page alone.</summary>
[Collection(BrowserTests.Name)]
public sealed class TemplatesPageTests(Browser browser)
{
    private const string Indentation = "                        ";
    private const string Wrong = "#set($mail = $context.authorizer.claims.mail)";

    // The wrong line is in two templates. One of them is longer than the editor.
    private static Task<StudioHost> WrongAsync() => StudioHost.StartAsync(change: template => template
        .Replace(
            "#set($name = $input.params('name'))",
            $"#set($name = $input.params('name'))\n{Indentation}{Wrong}\n{string.Concat(Enumerable.Range(3, 80).Select(line => $"{Indentation}## line {line}\n"))}{Indentation}#set($last = 1)",
            StringComparison.Ordinal)
        .Replace(
            """application/json: '{"you": "$context.authorizer.claims["cognito:username"]"}'""",
            "application/json: |-\n" + Indentation + Wrong + "\n" + Indentation + "{\"you\": \"$mail\"}",
            StringComparison.Ordinal));

    private static async Task<StudioHost> SentAsync()
    {
        var host = await WrongAsync();
        await host.SendAsync("GET", "/secret", null, ("Authorization", await host.TokenAsync("sam")));
        await host.SendAsync("GET", "/hello");
        return host;
    }

    private static ILocator Editor(BrowserPage open) => open.Page.GetByLabel("Template", new() { Exact = true });

    private static ILocator SaveButton(BrowserPage open) => open.Page.GetByRole(AriaRole.Button, new() { Name = "Save in its file" });

    [BrowserFact]
    public async Task A_wrong_reference_is_named_and_its_line_is_mended_in_all_templates()
    {
        await using var host = await SentAsync();
        await using var open = await browser.OpenAsync(host, "#/bench/1/1", width: 1280, height: 800);

        await open.SeesAsync("Line 1: $context.authorizer.claims.mail does not exist in this request, so it is empty. $context.authorizer.claims has ");
        await Expect(open.Page.GetByLabel("Unknown references")).ToContainTextAsync("sub, token_use.");
        await open.PictureAsync("template-unknown");
        await Editor(open).FillAsync((await Editor(open).InputValueAsync()).Replace("claims.mail", "claims.sub", StringComparison.Ordinal));
        await Expect(open.Page.GetByLabel("Unknown references")).ToHaveCountAsync(0);
        await SaveButton(open).ClickAsync();

        await Expect(open.Page.GetByText("Saved in template.yaml.").First).ToBeInViewportAsync();
        await open.SeesAsync("1 other template contains the old line: GET /hello response application/json.");
        await open.PictureAsync("template-others");
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Change it too" }).ClickAsync();
        await open.SeesAsync("Changed too: GET /hello response application/json.");
        var text = await File.ReadAllTextAsync(host.TemplateFile);
        Assert.Lacks("claims.mail", text, StringComparison.Ordinal);
        Assert.Equal(2, text.Split("claims.sub").Length - 1);
        Assert.Equal(200, (await host.SendAsync("GET", "/hello")).Status);
    }

    [BrowserFact]
    public async Task A_line_of_a_variable_is_selected_in_view()
    {
        await using var host = await SentAsync();
        await using var open = await browser.OpenAsync(host, "#/bench/2/1", width: 1280, height: 800);
        var lines = open.Page.Locator("table.values").GetByRole(AriaRole.Button);

        await lines.Filter(new() { HasText = "83" }).ClickAsync();
        await Expect(open.Page.Locator(".gutter .current")).ToBeInViewportAsync();
        Assert.Equal("#set($last = 1)", await SelectedAsync(open));
        await lines.Filter(new() { HasText = "2" }).First.ClickAsync();

        await Expect(open.Page.Locator(".gutter .current")).ToHaveTextAsync("2");
        await Expect(open.Page.Locator(".gutter .current")).ToBeInViewportAsync();
        Assert.Equal(Wrong, await SelectedAsync(open));
    }

    [BrowserFact]
    public async Task A_change_that_is_not_saved_is_still_there_after_another_page()
    {
        await using var host = await SentAsync();
        await using var open = await browser.OpenAsync(host, "#/bench/1/1");
        var pages = open.Page.GetByRole(AriaRole.Navigation, new() { Name = "Pages" });

        await Editor(open).FillAsync("{\"you\": \"nobody\"}");
        await pages.GetByText("Start").ClickAsync();
        await open.SeesAsync("Routes");
        await pages.GetByRole(AriaRole.Link, new() { Name = "Templates • with changes that are not saved" }).ClickAsync();
        await open.PictureAsync("template-drafts");
        await open.Page.GetByRole(AriaRole.Link, new() { Name = "GET /secret response application/json" }).ClickAsync();

        await Expect(Editor(open)).ToHaveValueAsync("{\"you\": \"nobody\"}");
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Undo all changes" }).ClickAsync();
        await Expect(pages.GetByRole(AriaRole.Link, new() { Name = "Templates", Exact = true })).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task A_template_is_saved_twice_and_an_older_request_says_that_the_file_is_newer()
    {
        await using var host = await SentAsync();
        await using var open = await browser.OpenAsync(host, "#/bench/1/1");

        foreach (var name in (string[])["one", "two"])
        {
            await Editor(open).FillAsync($$"""{"you": "{{name}}"}""");
            await SaveButton(open).ClickAsync();
            await Expect(open.Page.GetByText("Saved in template.yaml.").First).ToBeVisibleAsync();
            await Expect(SaveButton(open)).ToBeDisabledAsync();
        }

        await host.SendAsync("GET", "/secret", null, ("Authorization", await host.TokenAsync("sam")));
        await open.Page.ReloadAsync();

        await open.SeesAsync("The file has a newer version of this template. Open a newer request: request 3.");
        await open.Page.GetByRole(AriaRole.Link, new() { Name = "request 3" }).ClickAsync();
        await Expect(Editor(open)).ToHaveValueAsync("""{"you": "two"}""");
    }

    private static Task<string> SelectedAsync(BrowserPage open) => open.Page.EvaluateAsync<string>(
        "(() => { const area = document.getElementById('template-text'); return area.value.slice(area.selectionStart, area.selectionEnd); })()");
}
