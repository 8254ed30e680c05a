using System.Text.Json.Nodes;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Studio.Tests.Pages;

[Collection(BrowserTests.Name)]
public sealed class DataPageTests(Browser browser)
{
    private const string Markup = "<img src=x onerror=alert(1)>";

    private static async Task<RealTables> FilledAsync()
    {
        var tables = await RealTables.StartAsync();
        await tables.PutAsync("""{"owner":{"S":"ada"},"day":{"S":"2026-01-02"},"mood":{"N":"5"},"text":{"S":"rain"}}""");
        await tables.PutAsync("""{"owner":{"S":"ada"},"day":{"S":"2026-02-03"},"mood":{"N":"7"},"tags":{"SS":["x","y"]}}""");
        await tables.PutAsync("{\"owner\":{\"S\":\"" + Markup + "\"},\"day\":{\"S\":\"" + Markup + "\"},\"" + Markup + "\":{\"L\":[{\"S\":\"" + Markup + "\"}]}}");
        return tables;
    }

    private static ILocator Rows(BrowserPage open) => open.Page.Locator(".items tbody tr");

    [BrowserFact]
    public async Task A_query_by_key_and_prefix_shows_the_items_their_sizes_and_the_units()
    {
        await using var tables = await FilledAsync();
        await using var open = await browser.OpenAsync(tables.Host, $"#/data/{tables.Table}");
        await Expect(Rows(open)).ToHaveCountAsync(3);
        await open.SeesAsync("Scan: 3 items, ");
        await open.PictureAsync("data-light");

        await open.Page.GetByLabel("Partition key owner").FillAsync("ada");
        await open.Page.GetByLabel("Sort key day begins with").FillAsync("2026-02");
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Query" }).ClickAsync();

        await Expect(Rows(open)).ToHaveCountAsync(1);
        await open.SeesAsync("Query: 1 item, ");
        await open.SeesAsync("0.5 read units");
        await Expect(Rows(open).First).ToContainTextAsync("33 B");
        await open.Page.GetByLabel("Read from").SelectOptionAsync("byMood");
        await open.SeesAsync("global index, only the keys");
        await open.Page.GetByLabel("Sort key mood is").FillAsync("5");
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Query" }).ClickAsync();
        await Expect(Rows(open).First).ToContainTextAsync("2026-01-02");
    }

    [BrowserFact]
    public async Task A_part_of_a_key_finds_items_and_a_query_that_finds_nothing_says_what_to_try()
    {
        await using var tables = await FilledAsync();
        await using var open = await browser.OpenAsync(tables.Host, $"#/data/{tables.Table}");

        await open.Page.GetByLabel("Partition key owner").FillAsync("ad");
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Query" }).ClickAsync();
        await open.SeesAsync("Nothing found.");
        await open.SeesAsync("No item has exactly this partition key. Choose “begins with” or “contains” to search for a part of it.");
        await open.Page.GetByLabel("Search").SelectOptionAsync("begins with");
        await open.SeesAsync("this is a Scan with a filter");
        await open.PictureAsync("data-part");
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Scan" }).ClickAsync();

        await Expect(Rows(open)).ToHaveCountAsync(2);
        await open.SeesAsync("Scan: 2 items of 3 that DynamoDB has read, ");
    }

    [BrowserFact]
    public async Task The_columns_are_the_attributes_that_tell_items_apart()
    {
        await using var tables = await RealTables.StartAsync();
        foreach (var number in Enumerable.Range(1, 3))
        {
            await tables.PutAsync($$$"""
                {"owner":{"S":"ada"},"day":{"S":"2026-01-0{{{number}}}"},"at":{"S":"2026-01-0{{{number}}}T10:00:00Z"},"by":{"S":"ada"},
                 "kind":{"S":"page"},"alone{{{number}}}":{"N":"1"},"name":{"S":"name {{{number}}}"},"text":{"S":"{{{new string('x', 80)}}} {{{number}}}"},
                 "version":{"N":"0"},"weather":{"S":"rain {{{number}}}"}}
                """);
        }

        await using var open = await browser.OpenAsync(tables.Host, $"#/data/{tables.Table}");

        await Expect(open.Page.Locator(".items th")).ToHaveTextAsync(["owner", "day", "name", "weather", "text", "at", "kind", "Size"]);
        await open.SeesAsync("5 attributes more: open an item to see all.");
    }

    [BrowserFact]
    public async Task A_new_item_begins_with_the_key_of_the_table()
    {
        await using var tables = await FilledAsync();
        await using var open = await browser.OpenAsync(tables.Host, $"#/data/{tables.Table}");

        await open.Page.GetByRole(AriaRole.Button, new() { Name = "New item" }).ClickAsync();
        var editor = open.Page.GetByRole(AriaRole.Textbox, new() { Name = "Item" });
        await Expect(editor).ToHaveValueAsync("{\n  \"owner\": \"\",\n  \"day\": \"\"\n}");
        await editor.FillAsync("{\n  \"owner\": \"eve\"\n  \"day\": \"1\"\n}");
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();

        await Expect(open.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The item is not valid JSON at line 3, column 3: ");
        await open.PictureAsync("data-new");
    }

    [BrowserFact]
    public async Task Long_keys_differ_in_the_table_and_the_columns_stay_from_page_to_page()
    {
        await using var tables = await RealTables.StartAsync();
        // The first page has the column text, and the second page does not need it.
        foreach (var number in Enumerable.Range(0, 30))
        {
            var text = number < 25 ? ",\"text\":{\"S\":\"rain\"}" : "";
            await tables.PutAsync($$"""{"owner":{"S":"ada"},"day":{"S":"A-LONG-BEGINNING-THAT-ALL-HAVE#019a0000-0000-7000-8000-0000000000{{number:00}}"}{{text}}}""");
        }

        await using var open = await browser.OpenAsync(tables.Host, $"#/data/{tables.Table}");
        await Expect(Rows(open)).ToHaveCountAsync(25);
        var columns = open.Page.Locator(".items th");
        await Expect(columns).ToHaveTextAsync(["owner", "day", "text", "Size"]);
        await Expect(Rows(open).First.Locator("td").Nth(1)).ToHaveTextAsync("A-LONG-BEGINNI…000-8000-000000000000");
        await open.PictureAsync("data-keys");
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Next page" }).ClickAsync();

        await Expect(Rows(open)).ToHaveCountAsync(5);
        await Expect(columns).ToHaveTextAsync(["owner", "day", "text", "Size"]);
    }

    [BrowserFact]
    public async Task An_item_is_changed_as_plain_JSON_and_keeps_its_types()
    {
        await using var tables = await FilledAsync();
        await using var open = await browser.OpenAsync(tables.Host, $"#/data/{tables.Table}");

        await Rows(open).Filter(new() { HasText = "2026-02-03" }).GetByRole(AriaRole.Button).ClickAsync();
        var editor = open.Page.GetByRole(AriaRole.Textbox, new() { Name = "Item" });
        await Expect(editor).ToHaveValueAsync("{\n  \"day\": \"2026-02-03\",\n  \"mood\": 7,\n  \"owner\": \"ada\",\n  \"tags\": [\n    \"x\",\n    \"y\"\n  ]\n}");
        await open.PictureAsync("data-item-light");
        await editor.FillAsync("""{"day":"2026-02-03","mood":9,"owner":"ada","tags":["x","z"]}""");
        await open.Page.GetByText("DynamoDB JSON").ClickAsync();
        await Expect(editor).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("\"SS\": \\["));
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();

        await open.SeesAsync("The item is saved, 33 B. mood: 7 → 9, tags: x, y → x, z. Cost: ");
        await Expect(Rows(open).Filter(new() { HasText = "2026-02-03" })).ToContainTextAsync("x, z");
    }

    [BrowserFact]
    public async Task An_item_that_has_changed_meanwhile_is_not_saved()
    {
        await using var tables = await FilledAsync();
        await using var open = await browser.OpenAsync(tables.Host, $"#/data/{tables.Table}");
        await Rows(open).Filter(new() { HasText = "rain" }).GetByRole(AriaRole.Button).ClickAsync();
        var editor = open.Page.GetByRole(AriaRole.Textbox, new() { Name = "Item" });
        await Expect(editor).ToBeVisibleAsync();
        var before = JsonNode.Parse("""{"owner":{"S":"ada"},"day":{"S":"2026-01-02"},"mood":{"N":"5"},"text":{"S":"rain"}}""");
        var other = """{"owner":"ada","day":"2026-01-02","mood":5,"text":"sun"}""";
        Assert.Equal(200, (await tables.Host.PostAsync("data/put", new { table = tables.Table, item = new { text = other, isPlain = true, before } })).Status);

        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();

        await open.SeesAsync("Another program has changed the item since you opened it. Nothing was changed.");
    }

    [BrowserFact]
    public async Task An_item_is_deleted_after_a_question()
    {
        await using var tables = await FilledAsync();
        await using var open = await browser.OpenAsync(tables.Host, $"#/data/{tables.Table}", ColorScheme.Dark);
        await Rows(open).Filter(new() { HasText = "rain" }).GetByRole(AriaRole.Button).ClickAsync();

        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Delete …" }).ClickAsync();
        await open.PictureAsync("data-delete-dark");
        await open.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Keep it" }).PressAsync("Enter");
        await Expect(Rows(open)).ToHaveCountAsync(3);
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Delete …" }).ClickAsync();
        await open.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Delete", Exact = true }).ClickAsync();

        await open.SeesAsync("The item is deleted. Cost: ");
        await Expect(Rows(open)).ToHaveCountAsync(2);
    }

    [BrowserFact]
    public async Task Markup_in_items_stays_text_on_a_narrow_screen_too()
    {
        await using var tables = await FilledAsync();
        await using var open = await browser.OpenAsync(tables.Host, $"#/data/{tables.Table}", ColorScheme.Dark, width: 390, height: 844);

        await Rows(open).Filter(new() { HasText = Markup }).GetByRole(AriaRole.Button).First.ClickAsync();
        await Expect(open.Page.GetByRole(AriaRole.Textbox, new() { Name = "Item" })).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("onerror"));
        await open.PictureAsync("data-narrow");

        Assert.Equal(0, await open.Page.Locator("main img, main script").CountAsync());
        Assert.False(await open.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth"), "The page is wider than the screen.");
    }

    [BrowserFact]
    public async Task A_database_on_another_machine_is_refused_and_the_page_says_how_to_allow_it()
    {
        await using var host = await StudioHost.StartAsync(
            configure: options => options with { Database = new(new("https://dynamodb.eu-west-1.amazonaws.com"), LocalGateway.AwsCredentials.Local) });
        await using var open = await browser.OpenAsync(host, "#/data");

        await open.SeesAsync("Start with --data-of-remote-endpoint to read and change its data.");
    }
}
