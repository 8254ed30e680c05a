using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LocalGateway.Tests.Functions;

/// <summary>
/// Sends the requests that the body of its event lists, <c>[{"url", "target", "body", "streams"}]</c>, and answers with the last reply.
/// </summary>
public sealed class CallingFunction
{
    private static readonly HttpClient Client = new();

    public static async Task<Stream> Handle(Stream input)
    {
        var reply = "";
        foreach (var call in JsonNode.Parse(JsonNode.Parse(input)!["body"]!.GetValue<string>())!.AsArray())
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, (string)call!["url"]!);
            var body = Encoding.UTF8.GetBytes((string)call["body"]!);
            request.Content = (bool?)call["streams"] is true ? new StreamContent(new MemoryStream(body)) : new ByteArrayContent(body);
            request.Headers.TryAddWithoutValidation("X-Amz-Target", (string?)call["target"]);
            try
            {
                using var response = await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
                reply = await response.Content.ReadAsStringAsync();
            }
            catch (HttpRequestException)
            {
                reply = "no reply";
            }
        }

        return new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(new JsonObject { ["statusCode"] = 200, ["body"] = reply }));
    }
}
