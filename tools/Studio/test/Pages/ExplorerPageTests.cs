using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Studio.Tests.Pages;

[Collection(BrowserTests.Name)]
public sealed class ExplorerPageTests(Browser browser)
{
    private const string Hostile =
        """
        {"openapi":"3.1.1","info":{"title":"<img src=x onerror=alert(1)>","version":"<b>1</b>",
          "description":"<img src=x onerror=alert(2)> ![pixel](https://foreign.example/x.png) <script>alert(3)</script> [link](javascript:alert(4))"},
         "tags":[{"name":"<i>tag</i>","description":"<iframe src=https://foreign.example></iframe>"}],
         "paths":{"/hello":{"get":{"tags":["<i>tag</i>"],"summary":"<svg onload=alert(5)>","parameters":[{"in":"query","name":"<u>x</u>","description":"<style>*{display:none}</style>","schema":{"type":"string","default":"<b>"}}],
           "responses":{"200":{"description":"<object data=https://foreign.example></object>"}}}}}}
        """;

    [BrowserFact]
    public async Task The_explorer_shows_the_contract_and_sends_as_the_chosen_user()
    {
        await using var host = await StudioHost.StartAsync();
        await using var open = await browser.OpenAsync(host);
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in as ada (keepers)" }).ClickAsync();
        await open.Page.GetByRole(AriaRole.Navigation, new() { Name = "Pages" }).GetByText("Explorer").ClickAsync();
        await open.SeesAsync("Requests from this page carry a token of ada (keepers).");

        var frame = open.Page.FrameLocator("iframe[title='The contract of the API']");
        await frame.GetByRole(AriaRole.Link, new() { Name = "/secret HTTP Method: GET" }).ClickAsync();
        await Expect(frame.GetByRole(AriaRole.Heading, new() { Name = "/secret" })).ToBeVisibleAsync();
        await open.PictureAsync("explorer-light");
        await frame.GetByRole(AriaRole.Button, new() { Name = "Test Request (get /secret)" }).ClickAsync();
        await frame.GetByRole(AriaRole.Button, new() { Name = "Send get request to" }).Last.ClickAsync();

        await Expect(frame.GetByText("\"you\"").First).ToBeVisibleAsync();
        await open.PictureAsync("explorer-sent");
        var record = Assert.Single(host.Recorder.Records);
        Assert.Equal(("GET /secret", "ada (keepers)", 200), (record.Route, record.Caller, record.Status));
        Assert.Lacks("eyJ", await open.Page.Frames[1].EvaluateAsync<string>("document.body.innerText + JSON.stringify(localStorage)"), StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task The_explorer_sends_no_optional_parameter_until_the_user_switches_it_on()
    {
        const string Contract =
            """
            {"openapi":"3.1.1","info":{"title":"t","version":"1"},"paths":{"/secret":{"get":{"security":[{"user":[]}],"parameters":[
              {"in":"header","name":"If-Match","example":"\"1\""},{"$ref":"#/components/parameters/Limit"},{"in":"query","name":"needed","required":true,"example":"yes"}],
              "responses":{"200":{"description":""}}}}},
             "components":{"parameters":{"Limit":{"in":"query","name":"limit","schema":{"type":"integer","default":100}}},
               "securitySchemes":{"user":{"type":"http","scheme":"bearer","description":"An ID token."}}}}
            """;
        await using var host = await StudioHost.StartAsync(files: ("openapi.json", Contract));
        await using var open = await browser.OpenAsync(host);
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in as sam" }).ClickAsync();
        await open.Page.GetByRole(AriaRole.Navigation, new() { Name = "Pages" }).GetByText("Explorer").ClickAsync();
        var frame = open.Page.FrameLocator("iframe[title='The contract of the API']");

        await frame.GetByRole(AriaRole.Button, new() { Name = "Test Request (get /secret)" }).First.ClickAsync();
        await open.PictureAsync("explorer-optional");
        await Expect(frame.GetByText("The studio sends the token of the user whom you chose.").Last).ToBeVisibleAsync();
        await frame.GetByRole(AriaRole.Button, new() { Name = "Send get request to" }).Last.ClickAsync();

        await Expect(frame.GetByText("200 OK")).ToBeVisibleAsync();
        var record = Assert.Single(host.Recorder.Records);
        Assert.Equal(("needed=yes", "sam"), (record.Query, record.Caller));
        Assert.Lacks("If-Match", record.Open().Request.Headers.Select(header => header.Name));
    }

    [BrowserTheory]
    [InlineData("")]
    [InlineData("\"tags\":[\"Ways to find\"],")]
    public async Task The_hint_about_a_refusal_opens_the_explorer_at_the_route(string tags)
    {
        var paths = ((string[])[.. Enumerable.Range(1, 20).Select(n => $"/other-{n}"), "/find"])
            .Select(path => "\"" + path + "\":{\"get\":{" + tags + "\"responses\":{\"200\":{\"description\":\"\"}}}}");
        var contract = "{\"openapi\":\"3.1.1\",\"info\":{\"title\":\"t\",\"version\":\"1\"},\"paths\":{" + string.Join(',', paths) + "}}";
        await using var host = await StudioHost.StartAsync("refusals.yaml", files: ("openapi.json", contract));
        using var refused = await host.Client.GetAsync(new Uri("find", UriKind.Relative));
        await using var open = await browser.OpenAsync(host, "#/requests/1");

        await open.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = "explorer" }).ClickAsync();

        var frame = open.Page.FrameLocator("iframe[title='The contract of the API']");
        await Expect(frame.GetByRole(AriaRole.Heading, new() { Name = "/find", Exact = true })).ToBeInViewportAsync();
        await Expect(frame.GetByRole(AriaRole.Heading, new() { Name = "/other-1", Exact = true })).Not.ToBeInViewportAsync();
    }

    [BrowserFact]
    public async Task Markup_in_the_contract_stays_text()
    {
        await using var host = await StudioHost.StartAsync(files: ("openapi.json", Hostile));
        await using var open = await browser.OpenAsync(host, "#/explorer");
        await open.SeesAsync("the contract in openapi.json");
        var frame = open.Page.FrameLocator("iframe");

        await Expect(frame.GetByText("onerror=alert(2)").First).ToBeVisibleAsync();
        await frame.GetByRole(AriaRole.Link, new() { Name = "onload=alert(5)" }).ClickAsync();
        await Expect(frame.GetByRole(AriaRole.Heading, new() { Name = "onload=alert(5)" })).ToBeVisibleAsync();
        await open.PictureAsync("explorer-hostile");

        Assert.Equal(0, await frame.Locator("img, iframe, object, body script, a[href^='javascript:']").CountAsync());
    }

    [BrowserFact]
    public async Task A_reply_that_is_a_page_with_a_script_does_not_run()
    {
        await using var host = await StudioHost.StartAsync(change: AnswerWithPage);
        await using var open = await browser.OpenAsync(host, "#/explorer");
        var frame = open.Page.FrameLocator("main iframe");
        await frame.GetByRole(AriaRole.Link, new() { Name = "/hello HTTP Method: GET" }).ClickAsync();
        await frame.GetByRole(AriaRole.Button, new() { Name = "Test Request (get /hello)" }).ClickAsync();

        await frame.GetByRole(AriaRole.Button, new() { Name = "Send get request to" }).Last.ClickAsync();

        await Expect(frame.GetByText("200 OK")).ToBeVisibleAsync();
        await Expect(frame.GetByText("text/html").First).ToBeVisibleAsync();
        Assert.Equal("text/html", Assert.Single(host.Recorder.Records).Open().Reply.Headers.Single(header => header.Name == "Content-Type").Value);
        await open.PictureAsync("explorer-html");
        // Scalar would show the page in a frame. The policy of the studio blocks it.
        Assert.StartsWith("Framing 'blob:", Assert.Single(open.TakeProblems()), StringComparison.Ordinal);
    }

    // The route /hello answers with a page.
    private static string AnswerWithPage(string template)
    {
        var (start, end) = (template.IndexOf("          /hello:", StringComparison.Ordinal), template.IndexOf("          /secret:", StringComparison.Ordinal));
        return template[..start]
            + """
                        /hello:
                          get:
                            responses: { "200": { headers: { Content-Type: { type: string } } } }
                            x-amazon-apigateway-integration:
                              type: mock
                              requestTemplates: { application/json: '{"statusCode": 200}' }
                              responses:
                                default:
                                  statusCode: "200"
                                  responseParameters: { method.response.header.Content-Type: "'text/html'" }
                                  responseTemplates:
                                    application/json: <p>a page</p><script>top.alert(1)</script><img src=x onerror=top.alert(2)>

              """
            + template[end..];
    }

    [BrowserFact]
    public async Task The_explorer_of_another_template_fits_a_dark_and_narrow_screen()
    {
        await using var host = await StudioHost.StartAsync("bookmarks.json");
        await using var narrow = await browser.OpenAsync(host, "#/explorer", ColorScheme.Dark, width: 390, height: 844);
        await narrow.SeesAsync("Requests from this page carry no token.");

        await Expect(narrow.Page.FrameLocator("iframe").GetByRole(AriaRole.Heading, new() { Name = "BookmarksApi" })).ToBeVisibleAsync();
        await narrow.PictureAsync("explorer-narrow");

        Assert.False(await narrow.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth"), "The page is wider than the screen.");
    }
}
