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

    private static ILocator SaveButton(BrowserPage open) => open.Page.GetByRole(AriaRole.Button, new() { Name = "Save to template.yaml" });

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
        await open.SeesAsync("1 other template contains the old line:");
        await open.PictureAsync("template-others");
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Change it too" }).ClickAsync();
        await open.SeesAsync("Also changed: GET /hello response 200 application/json.");
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

        await Expect(open.Page.Locator(".gutter .current")).ToHaveTextAsync(Wrong);
        await Expect(open.Page.Locator(".gutter .current")).ToBeInViewportAsync();
        Assert.Equal(Wrong, await SelectedAsync(open));
    }

    [BrowserFact]
    public async Task All_lines_of_a_long_template_have_their_text_beside_their_number_after_a_scroll_and_at_the_end()
    {
        await using var host = await SentAsync();
        await using var open = await browser.OpenAsync(host, "#/bench/2/1/83", width: 1280, height: 800);
        await Expect(open.Page.Locator(".gutter .current")).ToHaveTextAsync("#set($last = 1)");

        await Editor(open).PressAsync("Control+End");

        await open.PictureAsync("template-end");
        Assert.Equal("as high as its lines, not scrolled", await Editor(open).EvaluateAsync<string>(
            """
            area => `${area.clientHeight >= area.scrollHeight && area.offsetHeight >= area.parentElement.querySelector(".gutter").offsetHeight
                ? "as high as its lines" : `${area.clientHeight} of ${area.scrollHeight}`}, ${area.scrollTop ? "scrolled" : "not scrolled"}`
            """));
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
        await open.Page.GetByRole(AriaRole.Link, new() { Name = "GET /secret response 200 application/json" }).ClickAsync();

        await Expect(Editor(open)).ToHaveValueAsync("{\"you\": \"nobody\"}");
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Undo all changes" }).ClickAsync();
        await Expect(pages.GetByRole(AriaRole.Link, new() { Name = "Templates", Exact = true })).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task A_template_is_saved_twice_and_an_older_request_shows_the_text_of_the_file()
    {
        await using var host = await SentAsync();
        var recorded = host.Recorder.Find(1)!.Open().Templates[1].Source;
        await using var open = await browser.OpenAsync(host, "#/bench/1/1");

        foreach (var name in (string[])["one", "two"])
        {
            await Editor(open).FillAsync($$"""{"you": "{{name}}"}""");
            await SaveButton(open).ClickAsync();
            await Expect(open.Page.GetByText("Saved in template.yaml.").First).ToBeVisibleAsync();
            await Expect(SaveButton(open)).ToBeDisabledAsync();
        }

        await open.Page.ReloadAsync();

        await open.SeesAsync("Request 1 used an older version of this template. This is the text of the file.");
        await Expect(Editor(open)).ToHaveValueAsync("""{"you": "two"}""");
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Load the text that the request used" }).ClickAsync();
        await Expect(Editor(open)).ToHaveValueAsync(recorded);
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Undo all changes" }).ClickAsync();
        await Expect(Editor(open)).ToHaveValueAsync("""{"you": "two"}""");
    }

    [BrowserFact]
    public async Task A_file_that_another_program_has_changed_is_not_overwritten_and_its_text_is_loaded()
    {
        await using var host = await SentAsync();
        await using var open = await browser.OpenAsync(host, "#/bench/2/1");
        await Editor(open).FillAsync("{}");
        await Expect(SaveButton(open)).ToBeEnabledAsync();
        var text = await File.ReadAllTextAsync(host.TemplateFile);
        await File.WriteAllTextAsync(host.TemplateFile, text.Replace("\"nobody\"", "\"somebody\"", StringComparison.Ordinal));
        await host.SendAsync("GET", "/hello");

        await SaveButton(open).ClickAsync();
        await Expect(open.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The file has a newer version of this template.");
        await Expect(SaveButton(open)).ToBeDisabledAsync();
        await open.PictureAsync("template-newer");
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Load the text of the file" }).ClickAsync();

        await Expect(Editor(open)).ToHaveValueAsync(host.Recorder.Find(3)!.Open().Templates[1].Source);
        await Expect(open.Page.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task A_draft_that_a_change_of_another_template_has_made_too_is_not_open_any_more()
    {
        await using var host = await SentAsync();
        await using var open = await browser.OpenAsync(host, "#/bench/2/1");
        var pages = open.Page.GetByRole(AriaRole.Navigation, new() { Name = "Pages" });
        async Task MendAsync() =>
            await Editor(open).FillAsync((await Editor(open).InputValueAsync()).Replace("claims.mail", "claims.sub", StringComparison.Ordinal));
        await MendAsync();
        await open.SeesAsync("1 other template contains the old line:GET /secret response 200 application/json");
        await open.SeesAsync("After you have saved, you can change it too.");
        await open.Page.GotoAsync(new Uri(host.Url, "_local/#/bench/1/1").AbsoluteUri);
        await Expect(open.Page.GetByRole(AriaRole.Heading, new() { Name = "GET /secret response" })).ToBeVisibleAsync();
        await MendAsync();
        await SaveButton(open).ClickAsync();

        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Change it too" }).ClickAsync();

        await Expect(pages.GetByRole(AriaRole.Link, new() { Name = "Templates", Exact = true })).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task A_generated_template_names_what_it_is_made_from_and_the_file_with_the_old_line()
    {
        await using var host = await StudioHost.StartAsync(
            change: template => template.Replace(
                "#set($name = $input.params('name'))", $"## generated from Hello.Get\n{Indentation}#set($name = $input.params('name'))", StringComparison.Ordinal),
            files: [("src/Shared/Name.vtl", "#set($name = $input.params('name'))\n"), ("src/bin/Name.vtl", "#set($name = $input.params('name'))\n")]);
        await host.SendAsync("GET", "/hello");
        await using var open = await browser.OpenAsync(host, "#/bench/1/1");

        await Editor(open).FillAsync((await Editor(open).InputValueAsync()).Replace("params('name')", "params('other')", StringComparison.Ordinal));
        await SaveButton(open).ClickAsync();

        await open.SeesAsync("The first line says that this template is generated from Hello.Get. The program that writes it may overwrite your change.");
        await open.SeesAsync($"The old line is also in {Path.Combine("src", "Shared", "Name.vtl")}. Change it there to keep the change.");
        await open.PictureAsync("template-generated");
    }

    [BrowserFact]
    public async Task The_templates_of_a_route_without_a_request_are_reached_with_a_new_request()
    {
        await using var host = await StudioHost.StartAsync();
        await using var open = await browser.OpenAsync(host);

        await open.Page.GetByRole(AriaRole.Link, new() { Name = "Templates of GET /hello" }).ClickAsync();
        await open.SeesAsync("No request to this route is recorded.");
        await open.Page.GetByRole(AriaRole.Link, new() { Name = "Send one" }).ClickAsync();
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true }).ClickAsync();
        await open.Page.GetByRole(AriaRole.Link, new() { Name = "Edit the response template" }).ClickAsync();
        await Expect(Editor(open)).ToBeVisibleAsync();

        await open.Page.GotoAsync(new Uri(host.Url, "_local/#/bench").AbsoluteUri);
        await open.SeesAsync("Routes with templates and without a recorded request");
        await Expect(open.Page.GetByRole(AriaRole.Link, new() { Name = "Send a request to GET /secret" })).ToBeVisibleAsync();
        await Expect(open.Page.GetByRole(AriaRole.Link, new() { Name = "Send a request to GET /hello" })).ToHaveCountAsync(0);
        await open.PictureAsync("templates-unused");
        await open.Page.GotoAsync(new Uri(host.Url, "_local/#/bench/of/GET/%2Fhello").AbsoluteUri);
        await Expect(Editor(open)).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task A_long_line_is_wrapped_and_its_number_stands_beside_its_beginning()
    {
        await using var host = await SentAsync();
        await using var open = await browser.OpenAsync(host, "#/bench/1/1", width: 1280, height: 800);

        await Editor(open).FillAsync($"## one {new string('x', 300)}\n## {string.Concat(Enumerable.Repeat("word ", 80))}\n\n$last");
        await Editor(open).PressAsync("Control+End");
        await open.PictureAsync("template-wrapped");

        Assert.Equal(
            "0 0 true",
            await open.Page.EvaluateAsync<string>(
                "(() => { const area = document.getElementById('template-text'); const lines = document.querySelector('.gutter');"
                + "return `${area.scrollLeft} ${area.scrollTop} ${area.scrollHeight === lines.offsetHeight && lines.offsetHeight > 100}`; })()"));
    }

    private static Task<string> SelectedAsync(BrowserPage open) => open.Page.EvaluateAsync<string>(
        "(() => { const area = document.getElementById('template-text'); return area.value.slice(area.selectionStart, area.selectionEnd); })()");
}
