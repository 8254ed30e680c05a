using System.Net.Http.Headers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using LocalGateway;
using LocalGateway.LocalTokens;
using LocalGateway.Model;
using LocalGateway.UsagePlans;
using LocalHost;

namespace LambdaCrud.IntegrationTests.SamLocal;

/// <summary>
/// The event files for <c>sam local invoke</c>, one for each function: the event that the gateway creates from the function's
/// <see cref="ExampleRequests">example request</see>. Secrets and values that differ for each run have fixed values in the files.
/// </summary>
internal static class EventFiles
{
    private const string AdminSubject = "8d1c5f0e-2b7a-4c39-9d64-f5a0e3b81c27";
    private const string Masked = "masked";

    private static readonly JsonSerializerOptions Indented =
        new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly Dictionary<string, JsonNode> Fixed = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Host"] = "127.0.0.1:3000",
        ["domainName"] = "127.0.0.1:3000",
        ["X-Forwarded-Port"] = "3000",
        ["Authorization"] = $"Bearer {Masked}",
        ["X-API-Key"] = Masked,
        ["apiKey"] = Masked,
        ["X-Amzn-Trace-Id"] = "Root=1-6a000000-000000000000000000000001;Parent=0000000000000001;Sampled=0",
        ["auth_time"] = "1793534400",
        ["iat"] = "Sun Nov 01 12:00:00 UTC 2026",
        ["exp"] = "Sun Nov 01 13:00:00 UTC 2026",
        ["jti"] = "00000000-0000-4000-8000-000000000001",
        ["origin_jti"] = "00000000-0000-4000-8000-000000000002",
        ["event_id"] = "00000000-0000-4000-8000-000000000003",
        ["requestId"] = "00000000-0000-4000-8000-000000000004",
        ["extendedRequestId"] = "AAAAAAAAAAAAAAA=",
        ["requestTime"] = "01/Nov/2026:12:00:00 +0000",
        ["requestTimeEpoch"] = 1793534400000,
    };

    public static string Folder => Path.Combine(Repository.Root, "test", "events");

    public static string PathOf(string function) => Path.Combine(Folder, $"{function}.json");

    /// <summary>The content of the files by the logical id of the function.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> MakeAsync()
    {
        using var data = new TemporaryFolder();
        var deployment = Storefront.LoadTemplate(data.Path);
        await using var gateway = await Gateway.StartAsync(new GatewayOptions
        {
            Deployment = deployment with { Functions = deployment.Functions.ToDictionary(item => item.Key, item => Echo(item.Value)) },
            DataFolder = data.Path,
            // Direct routes need an endpoint at the start. No test calls them.
            DynamoDbEndpoint = new Uri("http://127.0.0.1:1"),
        });
        var tokens = UserPoolTokens.Open(Assert.Single(deployment.UserPools.Values), data.Path);
        var apiKey = Assert.Single(ApiKeyValues.Open(deployment, data.Path)).Value;
        using var client = new HttpClient { BaseAddress = gateway.Url };

        var events = new Dictionary<string, string>();
        foreach (var function in Assert.Some(deployment.Functions.Keys))
        {
            var (user, request) = ExampleRequests.Of(function);
            if (user is null)
                request.Headers.Add("X-API-Key", apiKey);
            else
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", tokens.IdToken(UserOf(user)));
            using var response = await client.SendAsync(request);
            var text = await response.Content.ReadAsStringAsync();
            Assert.True(response.IsSuccessStatusCode, $"{function}: {text}");
            var proxyEvent = JsonNode.Parse(text)!.AsObject();
            Fix(proxyEvent);
            events[function] = $"{proxyEvent.ToJsonString(Indented)}\n"
                .Replace(tokens.SubjectOf(ExampleRequests.Shopper), ExampleRequests.ShopperSubject, StringComparison.Ordinal)
                .Replace(tokens.SubjectOf(ExampleRequests.Admin), AdminSubject, StringComparison.Ordinal);
        }

        return events;
    }

    /// <summary>Writes all files and removes all others from the folder.</summary>
    public static async Task WriteAsync(IReadOnlyDictionary<string, string> events)
    {
        if (Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);
        Directory.CreateDirectory(Folder);
        foreach (var (function, content) in events)
            await File.WriteAllTextAsync(PathOf(function), content);
    }

    private static LambdaFunction Echo(LambdaFunction function) => function with
    {
        CodePath = AppContext.BaseDirectory,
        Handler = $"{typeof(EventEchoFunction).Assembly.GetName().Name}::{typeof(EventEchoFunction)}::{nameof(EventEchoFunction.Handle)}",
    };

    private static PoolUser UserOf(string name) => new(name) { Groups = name == ExampleRequests.Admin ? ["catalog-admins"] : [] };

    private static void Fix(JsonObject json)
    {
        foreach (var (name, value) in json.ToList())
        {
            if (Fixed.TryGetValue(name, out var fixedValue))
                json[name] = value is JsonArray ? new JsonArray(fixedValue.DeepClone()) : fixedValue.DeepClone();
            else if (value is JsonObject inner)
                Fix(inner);
        }
    }
}
