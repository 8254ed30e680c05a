namespace Studio.Tests.Endpoints;

public sealed class SendTests
{
    private static readonly string[] Keepers = ["keepers"];

    private static object Hello(string target = "/hello?name=sam", string method = "GET", object[]? headers = null, object? user = null, long? from = null) =>
        new { method, target, headers = headers ?? [], user, from };

    [Fact]
    public async Task A_request_of_the_page_is_sent_to_the_API_and_recorded()
    {
        await using var host = await StudioHost.StartAsync();

        var (status, reply) = await host.PostAsync("send", Hello(headers: [new { name = "X-Own", value = "1" }]));

        Assert.Equal((200, 200, 1), (status, (int)reply!["status"]!, (int)reply["record"]!));
        var record = Assert.Single(host.Recorder.Records);
        Assert.Equal(("/hello", "name=sam"), (record.Path, record.Query));
        Assert.Equal("1", record.Open().Request.Headers.Single(header => header.Name == "X-Own").Value);
    }

    [Fact]
    public async Task A_request_of_a_user_carries_the_users_token_and_the_page_does_not_get_it()
    {
        await using var host = await StudioHost.StartAsync();

        var (_, reply) = await host.PostAsync("send", Hello("/secret", user: new { name = "ada", groups = Keepers }));

        Assert.Equal(200, (int)reply!["status"]!);
        Assert.Equal("ada (keepers)", host.Recorder.Records[^1].Caller);
        Assert.Lacks("eyJ", reply.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Masked_values_of_a_record_are_filled_in_when_it_is_sent_again()
    {
        await using var host = await StudioHost.StartAsync();
        var token = await host.TokenAsync("sam");
        var first = await host.SendAsync("GET", "/secret?token=some-secret-value", null, ("Authorization", $"Bearer {token}"));

        var (status, reply) = await host.PostAsync("send", Hello(
            $"{first.Path}?{first.Query}", headers: [new { name = "Authorization", value = "(masked)" }], from: first.Number));

        Assert.Equal((200, 200), (status, (int?)reply!["status"]));
        var second = host.Recorder.Records[^1];
        Assert.Equal(("sam", "token=(masked)"), (second.Caller, second.Query));
        Assert.Equal("token=some-secret-value", second.Facts.Request.RawQuery);
    }

    [Theory]
    [InlineData("/hello?token=(masked)", "the path has a masked value. Write the value in its place")]
    [InlineData("hello", "the path must begin with one slash")]
    [InlineData("//hello", "the path must begin with one slash")]
    [InlineData("/_local/api/keys", "the path must be one of the API")]
    public async Task A_request_that_cannot_be_sent_says_why(string target, string message)
    {
        await using var host = await StudioHost.StartAsync();

        var (status, answer) = await host.PostAsync("send", Hello(target));

        Assert.Equal((400, message), (status, (string?)answer!["message"]));
        Assert.Empty(host.Recorder.Records);
    }

    [Theory]
    [InlineData("BAD METHOD", "X-Own")]
    [InlineData("GET", "Bad Name")]
    public async Task What_HTTP_does_not_allow_is_not_sent(string method, string header)
    {
        await using var host = await StudioHost.StartAsync();

        var (status, answer) = await host.PostAsync("send", Hello(method: method, headers: [new { name = header, value = "1" }]));

        Assert.Equal(400, status);
        Assert.NotEmpty((string)answer!["message"]!);
    }

    [Fact]
    public async Task The_body_of_a_record_is_sent_again_byte_for_byte()
    {
        await using var host = await StudioHost.StartAsync();
        var first = await host.SendAsync("POST", "/things", """{"name":"x","password":"not for the page"}""");
        var body = first.Open().Request.Body.Text;

        await host.PostAsync("send", new
        {
            method = "POST",
            target = "/things",
            headers = new[] { new { name = "Content-Type", value = "application/json" } },
            body,
            from = first.Number,
        });

        Assert.Contains("(masked)", body, StringComparison.Ordinal);
        Assert.Equal(first.Facts.Request.Body.ToArray(), host.Recorder.Records[^1].Facts.Request.Body.ToArray());
    }
}
