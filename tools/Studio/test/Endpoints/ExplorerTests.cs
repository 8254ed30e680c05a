using System.Net;
using System.Text;

namespace Studio.Tests.Endpoints;

public sealed class ExplorerTests
{
    private const string NoUser = "null";

    private static async Task<HttpResponseMessage> TryAsync(StudioHost host, string method, string target, string user = NoUser, HttpContent? body = null)
    {
        using var request = new HttpRequestMessage(new(method), $"/_local/api/try{target}") { Content = body };
        request.Headers.Add("X-Studio-User", Uri.EscapeDataString(user));
        return await host.Client.SendAsync(request);
    }

    [Fact]
    public async Task The_contract_is_made_from_the_template_if_the_project_has_no_other()
    {
        await using var host = await StudioHost.StartAsync();

        var answer = await host.GetAsync("contract");

        var document = answer["document"]!;
        Assert.Equal(("template.yaml", "3.1.1"), ((string?)answer["source"], (string?)document["openapi"]));
        Assert.Equal(
            ["/feed", "/hello", "/never", "/secret", "/things", "/things/{id}"], document["paths"]!.AsObject().Select(path => path.Key));
        Assert.Equal("""[{"pool":[]}]""", document["paths"]!["/secret"]!["get"]!["security"]!.ToJsonString());
        Assert.Equal("""[{"API key":[]}]""", document["paths"]!["/feed"]!["get"]!["security"]!.ToJsonString());
        Assert.Equal(
            """{"application/json":{"schema":{"$ref":"#/components/schemas/Thing"}}}""",
            document["paths"]!["/things"]!["post"]!["requestBody"]!["content"]!.ToJsonString());
        Assert.Equal("id path True", string.Join(' ', document["paths"]!["/things/{id}"]!["get"]!["parameters"]!.AsArray().Select(
            parameter => $"{parameter!["name"]} {parameter["in"]} {(bool)parameter["required"]!}")));
        Assert.Equal("""["name"]""", document["components"]!["schemas"]!["Thing"]!["required"]!.ToJsonString());
        Assert.Equal("Authorization", (string?)document["components"]!["securitySchemes"]!["pool"]!["name"]);
        Assert.Equal(host.Url.AbsoluteUri.TrimEnd('/'), (string?)document["servers"]![0]!["url"]);
    }

    [Fact]
    public async Task A_model_that_refers_to_another_model_finds_it_in_the_contract()
    {
        await using var host = await StudioHost.StartAsync(change: text => text.Replace(
            "name: { type: string }", "name: { $ref: \"#/definitions/Name\" }\n          Name: { type: string }", StringComparison.Ordinal));

        var schemas = (await host.GetAsync("contract"))["document"]!["components"]!["schemas"]!;

        Assert.Equal("#/components/schemas/Name", (string?)schemas["Thing"]!["properties"]!["name"]!["$ref"]);
        Assert.Equal("string", (string?)schemas["Name"]!["type"]);
    }

    [Fact]
    public async Task The_contract_of_the_project_comes_first_and_its_address_is_this_machine()
    {
        const string Contract = """{"openapi":"3.1.1","info":{"title":"own","version":"1"},"servers":[{"url":"https://aws.example"}],"paths":{"/own":{}}}""";
        await using var host = await StudioHost.StartAsync(files: ("openapi.json", Contract));

        var answer = await host.GetAsync("contract");

        Assert.Equal("openapi.json", (string?)answer["source"]);
        Assert.NotNull(answer["document"]!["paths"]!["/own"]);
        Assert.Lacks("aws.example", answer.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tried_request_has_a_new_idempotency_key_at_each_opening()
    {
        const string Contract =
            """
            {"openapi":"3.1.1","paths":{"/own":{"post":{"parameters":[
              {"in":"header","name":"Idempotency-Key","required":true,"example":"8e03978e-40d5-43dd-bc93-6894a57f9324"}]}}}}
            """;
        await using var host = await StudioHost.StartAsync(files: ("openapi.json", Contract));

        var (first, second) = (await KeyAsync(), await KeyAsync());

        Assert.True(Guid.TryParse(first, out _), first);
        Assert.NotEqual(first, second);

        async Task<string?> KeyAsync() =>
            (string?)(await host.GetAsync("contract?try"))["document"]!["paths"]!["/own"]!["post"]!["parameters"]![0]!["example"];
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"openapi":{},"paths":{}}""")]
    [InlineData("""{"openapi":"3.1.1"}""")]
    public async Task A_file_that_is_no_contract_is_left_aside(string text)
    {
        await using var host = await StudioHost.StartAsync(files: ("openapi.json", text));

        Assert.Equal("template.yaml", (string?)(await host.GetAsync("contract"))["source"]);
    }

    [Fact]
    public async Task Markup_in_texts_of_the_contract_becomes_plain_and_examples_stay_as_they_are()
    {
        const string Contract =
            """
            {"openapi":"3.1.1","info":{"title":"<b>t","version":"1","description":"![x](https://foreign.example) 1 < 2"},
             "paths":{"/a":{"get":{"summary":"<script>","responses":{"200":{"description":"<img src=x>","content":{"application/json":{
               "schema":{"properties":{"description":{"description":"<i>"}}},"example":{"description":"<u>"}}}}}}}}}
            """;
        await using var host = await StudioHost.StartAsync(files: ("openapi.json", Contract));

        var document = (await host.GetAsync("contract"))["document"]!;

        var response = document["paths"]!["/a"]!["get"]!["responses"]!["200"]!;
        var content = response["content"]!["application/json"]!;
        Assert.Equal("<\u2060b>t", (string?)document["info"]!["title"]);
        Assert.Equal("!\u2060[x](https://foreign.example) 1 < 2", (string?)document["info"]!["description"]);
        Assert.Equal("<\u2060script>", (string?)document["paths"]!["/a"]!["get"]!["summary"]);
        Assert.Equal("<\u2060img src=x>", (string?)response["description"]);
        Assert.Equal("<\u2060i>", (string?)content["schema"]!["properties"]!["description"]!["description"]);
        Assert.Equal("<u>", (string?)content["example"]!["description"]);
    }

    [Fact]
    public async Task A_tried_request_reaches_the_API_with_the_token_of_the_chosen_user()
    {
        await using var host = await StudioHost.StartAsync();

        using var refused = await TryAsync(host, "GET", "/secret");
        using var accepted = await TryAsync(host, "GET", "/secret?a=%2Fb", """{"name":"zoë","groups":["keepers"]}""");

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.OK), (refused.StatusCode, accepted.StatusCode));
        Assert.Contains("zoë", await accepted.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(("zoë (keepers)", "a=%2Fb"), (host.Recorder.Records[^1].Caller, host.Recorder.Records[^1].Query));
        Assert.Lacks("X-Studio-User", host.Recorder.Records[^1].Open().Request.Headers.Select(header => header.Name));
    }

    [Fact]
    public async Task A_tried_request_keeps_its_method_body_and_headers()
    {
        await using var host = await StudioHost.StartAsync();
        using var body = new StringContent("""{"nam":"x"}""", Encoding.UTF8, "application/json");

        using var reply = await TryAsync(host, "POST", "/things", body: body);

        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
        Assert.Equal("application/json", reply.Content.Headers.ContentType?.MediaType);
        var record = Assert.Single(host.Recorder.Records);
        Assert.Equal(("POST", "validation", """{"nam":"x"}"""), (record.HttpMethod, record.AnsweredBy, record.Open().Request.Body.Text));
    }

    [Theory]
    [InlineData("/../overview")]
    [InlineData("/_local/api/keys")]
    [InlineData("//hello")]
    [InlineData("")]
    public async Task A_tried_request_cannot_leave_the_API(string target)
    {
        await using var host = await StudioHost.StartAsync();

        using var reply = await TryAsync(host, "GET", target);

        Assert.Equal(target == "/../overview" ? HttpStatusCode.OK : HttpStatusCode.BadRequest, reply.StatusCode);
        Assert.Empty(host.Recorder.Records);
    }

    [Theory]
    [InlineData("GET", "Origin", "https://attacker.example", true)]
    [InlineData("DELETE", "Origin", "https://attacker.example", true)]
    [InlineData("OPTIONS", "Origin", "https://attacker.example", false)]
    [InlineData("GET", "Host", "attacker.example", true)]
    [InlineData("GET", "Sec-Fetch-Site", "cross-site", true)]
    [InlineData("GET", "X-Own", "no user header", false)]
    public async Task A_page_of_another_origin_cannot_try_a_request(string method, string name, string value, bool hasUser)
    {
        await using var host = await StudioHost.StartAsync();
        using var request = new HttpRequestMessage(new(method), "/_local/api/try/hello");
        request.Headers.TryAddWithoutValidation(name, value);
        if (hasUser)
            request.Headers.Add("X-Studio-User", NoUser);

        using var reply = await host.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, reply.StatusCode);
        Assert.False(reply.Headers.Contains("Access-Control-Allow-Origin"));
        Assert.Empty(host.Recorder.Records);
    }

    [Fact]
    public async Task The_page_of_the_contract_allows_nothing_from_another_host()
    {
        await using var host = await StudioHost.StartAsync();

        using var page = await host.Client.GetAsync("/_local/explorer");

        Assert.Equal(
            "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; base-uri 'none'; form-action 'none'; "
            + "frame-ancestors 'self'; object-src 'none'",
            Assert.Single(page.Headers.GetValues("Content-Security-Policy")));
    }

    [Fact]
    public async Task The_script_of_Scalar_comes_compressed_or_not_and_only_once()
    {
        await using var host = await StudioHost.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/_local/explorer/scalar.js");
        request.Headers.Add("Accept-Encoding", "gzip, br");

        using var compressed = await host.Client.SendAsync(request);
        using var plain = await host.Client.GetAsync("/_local/explorer/scalar.js");
        using var again = new HttpRequestMessage(HttpMethod.Get, "/_local/explorer/scalar.js");
        again.Headers.IfNoneMatch.Add(plain.Headers.ETag!);
        using var unchanged = await host.Client.SendAsync(again);

        Assert.Equal("gzip", Assert.Single(compressed.Content.Headers.ContentEncoding));
        Assert.Contains("createApiReference", await plain.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
    }
}
