using System.Net;
using System.Net.Http.Headers;
using System.Net.Mime;
using System.Text;
using System.Text.Json.Nodes;

namespace LambdaCrud.IntegrationTests;

/// <summary>Writes requests and reads answers as a client does.</summary>
internal static class Requests
{
    public static HttpRequestMessage Send(HttpMethod method, string path, string? json = null, string mediaType = MediaTypeNames.Application.Json)
    {
        var request = new HttpRequestMessage(method, path);
        if (json is not null)
            request.Content = new StringContent(json, Encoding.UTF8, new MediaTypeHeaderValue(mediaType));
        return request;
    }

    /// <summary>Adds a header unchanged, without the checks of the typed headers.</summary>
    public static HttpRequestMessage With(this HttpRequestMessage request, string header, string value)
    {
        Assert.True(request.Headers.TryAddWithoutValidation(header, value), header);
        return request;
    }

    public static async Task<JsonObject> JsonAsync(this HttpResponseMessage response) =>
        JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject();

    public static string ETag(this HttpResponseMessage response) => response.Header("ETag");

    /// <summary>The path in the Location header, which may be relative to the request's path (RFC 9110 §10.2.2).</summary>
    public static string Location(this HttpResponseMessage response) =>
        new Uri(response.RequestMessage!.RequestUri!, response.Header("Location")).AbsolutePath;

    public static string Header(this HttpResponseMessage response, string name) => Assert.Single(response.Headers.GetValues(name));

    public static string Text(this JsonObject json, string member) => json[member]!.GetValue<string>();

    /// <summary>Checks the members that every problem has (RFC 9457) and returns the problem for further checks.</summary>
    public static async Task<JsonObject> ShouldBeProblemAsync(this HttpResponseMessage response, HttpStatusCode status, string code)
    {
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(status == response.StatusCode, $"{(int)response.StatusCode} {body}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = JsonNode.Parse(body)!.AsObject();
        Assert.Equal(code, problem.Text("code"));
        Assert.Equal((int)status, problem["status"]!.GetValue<int>());
        Assert.EndsWith(code, problem.Text("type"), StringComparison.Ordinal);
        Assert.NotEmpty(problem.Text("title"));
        Assert.Equal(response.Header("X-Request-Id"), problem.Text("requestId"));
        return problem;
    }
}
