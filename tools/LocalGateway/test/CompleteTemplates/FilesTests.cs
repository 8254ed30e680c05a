using LocalGateway.Tests.Support;

namespace LocalGateway.Tests.CompleteTemplates;

/// <summary>Competing routes with literals, parameters, greedy parameters and ANY. One of them requires an API key.</summary>
public sealed class FilesTests
{
    private const string File = "files.json";

    [Theory]
    [InlineData("GET", "/", "/ ")]
    [InlineData("GET", "/files", "/files ")]
    [InlineData("GET", "/files/", "/files ")]
    [InlineData("GET", "/files/latest", "/files/latest ")]
    [InlineData("GET", "/files/a", "/files/{name} name=a ")]
    [InlineData("PUT", "/files/a", "/files/{name} name=a ")]
    [InlineData("GET", "/files/a/b", "/files/{name}/{rest+} name=a rest=b ")]
    [InlineData("GET", "/files/a/b/c", "/files/{name}/{rest+} name=a rest=b/c ")]
    [InlineData("DELETE", "/files/latest/notes", "/files/latest/notes ")]
    [InlineData("GET", "/other", "/{proxy+} proxy=other ")]
    [InlineData("GET", "/other/", "/{proxy+} proxy=other ")]
    [InlineData("PATCH", "/files", "/{proxy+} proxy=files ")]
    [InlineData("PATCH", "/files/latest", "/{proxy+} proxy=files/latest ")]
    [InlineData("PATCH", "/files/a/b", "/{proxy+} proxy=files/a/b ")]
    public async Task The_most_specific_resource_that_has_the_method_answers(string httpMethod, string path, string answer)
    {
        await using var gateway = await TemplateGateway.StartAsync(File);

        await gateway.SendAsync(httpMethod, path).AnswersAsync(200, answer);
    }

    [Theory]
    [InlineData("POST", "/")]
    [InlineData("PATCH", "/")]
    [InlineData("POST", "/other")]
    [InlineData("HEAD", "/files")]
    public async Task A_method_that_no_matching_resource_has_gets_403(string httpMethod, string path)
    {
        await using var gateway = await TemplateGateway.StartAsync(File);

        using var response = await gateway.SendAsync(httpMethod, path);

        Assert.Equal((403, "MissingAuthenticationTokenException"), ((int)response.StatusCode, response.Header("x-amzn-ErrorType")));
    }

    [Fact]
    public async Task An_API_key_security_scheme_protects_the_method_that_names_it()
    {
        await using var gateway = await TemplateGateway.StartAsync(File);

        await gateway.SendAsync("POST", "/files").IsRefusedAsync(403, """{"message":"Forbidden"}""", "ForbiddenException");
        await gateway.SendAsync("POST", "/files", ("X-API-Key", "upload-key-of-the-file-tests")).AnswersAsync(200, "/files ");
    }

    [Fact]
    public async Task With_StagePath_a_request_to_another_stage_gets_403()
    {
        await using var gateway = await TemplateGateway.StartAsync(File, options => options with { StagePath = true });

        await gateway.SendAsync("GET", "/prod/files/latest").AnswersAsync(200, "/files/latest ");
        await gateway.SendAsync("GET", "/dev/files/latest").IsRefusedAsync(403, """{"message":"Forbidden"}""", "ForbiddenException");
    }
}
