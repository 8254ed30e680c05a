using System.Text.Json.Nodes;
using RouteSync.Clients;
using RouteSync.Tests.Sample;

namespace RouteSync.Tests.Clients;

public sealed class CSharpClientTests
{
    private static readonly string Templates = Path.Combine(AppContext.BaseDirectory, "clients", "csharp");

    [Fact]
    public async Task A_method_says_what_to_send()
    {
        var document = SampleContract.Document();
        document["paths"]!["/notes"]!["x-cors"] = new JsonObject();

        var text = await TextAsync(document);

        Assert.Contains(
            """
                public Task<Answer<NoteResponse>> WriteNoteAsync(
                    NoteInput body,
                    string? idempotencyKey = null,
                    string? xRequestId = null,
                    CancellationToken cancellationToken = default) =>
                    new ApiRequest("POST", "notes")
                        .Credential("Token", "Authorization", "Bearer ")
                        .Body(body, "application/json")
                        .IdempotencyKey(idempotencyKey)
                        .Header("X-Request-Id", xRequestId)
                        .SendAsync<NoteResponse>(api, cancellationToken);
            """,
            text,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_problem_has_the_members_of_all_types_of_problems()
    {
        var text = await TextAsync(SampleContract.Document());
        var problem = text[text.IndexOf("class Problem", StringComparison.Ordinal)..];

        Assert.Contains("public required string Code { get; init; }", problem, StringComparison.Ordinal);
        Assert.Lacks("class Problem2", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deprecated_operation_is_obsolete()
    {
        var document = SampleContract.Document();
        document["paths"]!["/notes"]!["post"]!["deprecated"] = true;

        Assert.Contains("[System.Obsolete(\"The API will retire this operation.\")]", await TextAsync(document), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_credential_that_is_not_sent_in_a_header_is_an_error()
    {
        var document = SampleContract.Document();
        document["components"]!["securitySchemes"]!["Token"]!["scheme"] = "digest";

        var error = await Assert.ThrowsAsync<RouteSyncException>(() => TextAsync(document));

        Assert.Contains("the security scheme Token", error.Message, StringComparison.Ordinal);
    }

    private static async Task<string> TextAsync(JsonNode document) =>
        (await CSharpClient.WriteAsync(ClientContract.Of(document.AsObject()), Templates, CancellationToken.None))[0].Text;
}
