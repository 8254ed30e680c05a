using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using RouteSync.Declarations;
using RouteSync.Tests.Sample;

namespace RouteSync.Tests.OpenApi;

public sealed class ContractWriterTests
{
    [Fact]
    public void The_reader_of_Microsoft_OpenApi_finds_no_fault_in_the_document()
    {
        var result = OpenApiDocument.Parse(SampleContract.Text(), OpenApiConstants.Json);

        Assert.Empty(result.Diagnostic!.Errors);
        Assert.Empty(result.Diagnostic.Warnings);
        Assert.Equal(["/notes", "/notes/{id}"], result.Document!.Paths.Keys);
    }

    [Fact]
    public void The_same_declarations_give_the_same_text()
    {
        var text = SampleContract.Text();

        Assert.Equal(text, SampleContract.Text());
        Assert.StartsWith("{\n  \"openapi\": \"3.1", text, StringComparison.Ordinal);
        Assert.EndsWith("}\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_operation_has_the_name_of_its_route_in_camel_case_and_the_sentence_of_its_declaration()
    {
        var write = SampleContract.Document()["paths"]!["/notes"]!["post"]!;

        Assert.Equal(("writeNote", "Writes a note"), ((string)write["operationId"]!, (string)write["summary"]!));
        Assert.Equal("""["Notes"]""", write["tags"]!.ToJsonString());
        Assert.Equal(
            """{"class":"Write","parameters":{"WriteRateLimit":5,"WriteBurstLimit":10}}""", write["x-rate-limit"]!.ToJsonString());
    }

    [Fact]
    public void A_route_with_an_end_is_deprecated_and_all_its_answers_have_the_headers()
    {
        var end = new DeclaredRetirement(new DateOnly(2027, 6, 1), new Dictionary<string, string> { ["Deprecation"] = "@1", ["Sunset"] = "Soon" });
        var write = SampleContract.Document(SampleContract.WithWrite(route => route with { Retirement = end }))["paths"]!["/notes"]!["post"]!;

        Assert.True((bool)write["deprecated"]!);
        Assert.Contains("the API removes it on 2027-06-01 or later.", (string)write["description"]!, StringComparison.Ordinal);
        foreach (var (_, answer) in Assert.Some(write["responses"]!.AsObject()))
            Assert.Equal("#/components/headers/Sunset", (string?)answer!["headers"]!["Sunset"]!["$ref"]);
        Assert.Null(SampleContract.Document()["paths"]!["/notes"]!["post"]!["deprecated"]);
    }

    [Fact]
    public void A_public_route_needs_no_token_and_a_route_for_users_needs_one()
    {
        var paths = SampleContract.Document()["paths"]!;

        Assert.Equal("[]", paths["/notes/{id}"]!["get"]!["security"]!.ToJsonString());
        Assert.Equal("""[{"Token":[]}]""", paths["/notes"]!["post"]!["security"]!.ToJsonString());
    }

    [Fact]
    public void Each_shape_in_an_answer_is_a_schema_of_its_own()
    {
        var schemas = SampleContract.Document()["components"]!["schemas"]!;

        Assert.Equal("""{"$ref":"#/components/schemas/Size"}""", schemas["NoteResponse"]!["properties"]!["size"]!.ToJsonString());
        Assert.Equal(
            """{"type":"object","properties":{"bytes":{"type":"integer","format":"int64","description":"In UTF-8.","examples":[9]}}"""
            + ""","required":["bytes"],"description":"How large a note is."}""",
            schemas["Size"]!.ToJsonString());
    }

    [Fact]
    public void A_member_that_may_be_null_is_left_out_of_an_answer_and_may_be_null_in_a_request()
    {
        var schemas = SampleContract.Document()["components"]!["schemas"]!;

        Assert.Equal("""{"type":"string"}""", schemas["NoteResponse"]!["properties"]!["color"]!.ToJsonString());
        Assert.Lacks("color", schemas["NoteResponse"]!["required"]!.AsArray().Select(name => (string)name!));
        Assert.Equal("""{"type":["string","null"]}""", schemas["NoteInput"]!["properties"]!["color"]!.ToJsonString());
    }

    [Fact]
    public void No_member_of_a_merge_patch_is_required_and_each_may_be_null()
    {
        var api = SampleContract.WithWrite(route => route with
        {
            Accepts = route.Accepts! with { IsMergePatch = true, MediaType = "application/merge-patch+json" },
        });
        var document = SampleContract.Document(api);
        var patch = document["components"]!["schemas"]!["NotePatch"]!;

        Assert.Null(patch["required"]);
        Assert.Equal(
            """{"type":["string","null"],"minLength":1,"maxLength":500,"description":"The text of the note.","examples":["Buy milk."]}""",
            patch["properties"]!["text"]!.ToJsonString());
        Assert.Equal(
            """{"schema":{"$ref":"#/components/schemas/NotePatch"},"example":{"text":"Buy milk."}}""",
            document["paths"]!["/notes"]!["post"]!["requestBody"]!["content"]!["application/merge-patch+json"]!.ToJsonString());
    }

    [Fact]
    public void A_batch_is_an_array_with_a_maximum_number_of_items()
    {
        var api = SampleContract.WithWrite(route => route with
        {
            Accepts = route.Accepts! with { Type = route.Accepts.Type.MakeArrayType(), MaxItems = 3 },
        });
        var body = SampleContract.Document(api)["paths"]!["/notes"]!["post"]!["requestBody"]!;

        Assert.Equal("At most 1,000 bytes of UTF-8. 1 to 3 items, each with its own result.", (string)body["description"]!);
        Assert.Equal(
            """{"type":"array","items":{"$ref":"#/components/schemas/NoteInput"},"minItems":1,"maxItems":3}""",
            body["content"]!["application/json"]!["schema"]!.ToJsonString());
    }

    [Fact]
    public void A_GET_with_preconditions_may_answer_304()
    {
        var responses = SampleContract.Document()["paths"]!["/notes/{id}"]!["get"]!["responses"]!;

        Assert.Equal(
            ["Cache-Control", "ETag", "Vary", "X-Request-Id"], responses["304"]!["headers"]!.AsObject().Select(header => header.Key));
        Assert.Null(responses["304"]!["content"]);
    }

    [Fact]
    public void A_response_of_a_problem_has_its_code_its_extension_members_and_an_example()
    {
        var full = SampleContract.Document()["paths"]!["/notes"]!["post"]!["responses"]!["409"]!;
        var content = full["content"]!["application/problem+json"]!;

        Assert.Equal("The board is full. The board has no room for the note.", (string)full["description"]!);
        Assert.Equal(
            """{"type":"object","properties":{"status":{"const":409},"code":{"enum":["board-full"]}"""
            + ""","room":{"type":"integer","format":"int64"}}}""",
            content["schema"]!["allOf"]![1]!.ToJsonString());
        Assert.Equal(
            """{"type":"urn:sample:board-full","title":"The board is full","status":409,"code":"board-full"}""",
            content["examples"]!["board-full"]!["value"]!.ToJsonString());
    }

    [Fact]
    public void A_problem_that_several_routes_have_is_one_component()
    {
        var document = SampleContract.Document();
        var throttled = document["components"]!["responses"]!["Throttled"]!;

        Assert.Equal(
            """{"$ref":"#/components/responses/Throttled"}""",
            document["paths"]!["/notes"]!["post"]!["responses"]!["429"]!.ToJsonString());
        Assert.Equal("""{"$ref":"#/components/headers/RetryAfter"}""", throttled["headers"]!["Retry-After"]!.ToJsonString());
    }

    [Fact]
    public void A_problem_that_the_API_does_not_declare_is_left_out()
    {
        var responses = SampleContract.Document()["paths"]!["/notes"]!["post"]!["responses"]!.AsObject();

        Assert.Equal(["201", "400", "409", "429"], responses.Select(response => response.Key));
    }

    [Fact]
    public void A_resource_without_a_tag_in_the_base_document_gets_the_doc_comment_of_its_routes()
    {
        var info = SampleContract.Info;
        info.Base["tags"] = new JsonArray();

        Assert.Equal(
            """[{"name":"Notes","description":"The routes of notes."}]""", JsonNode.Parse(SampleContract.Text(info: info))!["tags"]!.ToJsonString());
    }

    [Fact]
    public void A_header_without_a_description_is_an_error()
    {
        var api = SampleContract.WithWrite(route => route with { Answers = [new DeclaredAnswer(204, null, ["X-Board"], null)] });

        var error = Assert.Throws<RouteSyncException>(() => SampleContract.Text(api));

        Assert.Equal("The header X-Board has no description. Add XBoard to components.headers of the base document.", error.Message);
    }
}
