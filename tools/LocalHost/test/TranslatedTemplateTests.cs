using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using LocalGateway.UsagePlans;

namespace LocalHost.Tests;

/// <summary>
/// The repository's template, and what the SAM translator makes of it, answer every request in the same way. The translator is not part of
/// the repository: the variable TRANSLATED_TEMPLATE names its output for the <see cref="Parameters"/>, because SAM puts their values into
/// the output. Without the variable, the test is skipped.
/// </summary>
public sealed partial class TranslatedTemplateTests : IDisposable
{
    private const string Product = "019a0000-0000-7000-8000-000000001001";
    private const string Thing = """{"name":"Thing","category":"kitchen","price":{"amount":1250,"currency":"EUR"},"stock":100}""";
    private const string Order = $$"""{"lines":[{"productId":"{{Product}}","quantity":1}]}""";

    // They differ between any two requests.
    private static readonly string[] Volatile = ["Date", "x-amzn-RequestId", "x-amz-apigw-id", "X-Amzn-Trace-Id", "X-Request-Id"];

    // Only the quota of the feed refuses requests, so that the speed of the machine decides nothing.
    private static readonly Dictionary<string, string> Parameters = new()
    {
        ["RequestRateLimit"] = "1000",
        ["RequestBurstLimit"] = "1000",
        ["WriteRateLimit"] = "1000",
        ["WriteBurstLimit"] = "1000",
        ["HeavyRateLimit"] = "1000",
        ["HeavyBurstLimit"] = "1000",
        ["FeedRateLimit"] = "1000",
        ["FeedBurstLimit"] = "1000",
        ["FeedDailyQuota"] = "10",
    };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TranslatedTemplateFact]
    public async Task The_translated_template_answers_every_request_as_the_template_does()
    {
        await using var source = await StartAsync(Repository.Template, "source");
        await using var translated = await StartAsync(TranslatedTemplateFactAttribute.File!, "translated");
        using var one = await Caller.SignInAsync(source, _folder.File("source"));
        using var other = await Caller.SignInAsync(translated, _folder.File("translated"));

        var statuses = new HashSet<int>();
        foreach (var request in Assert.Some(Requests(source)))
        {
            var (expected, actual) = (await one.AnswerAsync(request), await other.AnswerAsync(request));
            Assert.Equal($"{request}\n{expected.Text}", $"{request}\n{actual.Text}");
            statuses.Add(expected.Status);
        }

        Assert.Within(statuses, [200, 204, 400, 401, 415, 429]);
    }

    /// <summary>Each route with each kind of caller and body, and then requests that succeed.</summary>
    private static IEnumerable<Request> Requests(TemplateHost source)
    {
        foreach (var method in source.Api.Methods.Where(method => method.HttpMethod != "ANY"))
        {
            var path = Parameter().Replace(method.ResourcePath, Product);
            yield return new(method.HttpMethod, path, "", null);
            yield return new(method.HttpMethod, path, "bad", null);
            yield return new(method.HttpMethod, path, "sam", null);
            yield return new(method.HttpMethod, path, "sam", "{}");
            yield return new(method.HttpMethod, path, "ada", "{");
            yield return new(method.HttpMethod, path, "ada", """{"unknown":1}""");
            yield return new(method.HttpMethod, path, "ada", "text", "text/plain");
            yield return new(method.HttpMethod, path + "?limit=1000&sort=odd", "ada", null);
            yield return new(method.HttpMethod, path, "key", null);
        }

        yield return new("GET", "/nothing", "", null);
        yield return new("POST", "/health", "", null);
        yield return new("GET", "/products?limit=2", "", null);
        yield return new("POST", "/products", "ada", Thing);
        yield return new("PATCH", $"/products/{Product}", "ada", """{"stock":90}""", "application/merge-patch+json");
        yield return new("POST", $"/products/{Product}/stock", "ada", """{"delta":-3}""");
        yield return new("GET", $"/products/{Product}", "", null);
        yield return new("GET", $"/products/{Product}", "", null, IfNoneMatch: "*");
        yield return new("GET", "/products/unknown", "", null);
        yield return new("POST", "/orders", "sam", Order);
        yield return new("POST", "/orders", "sam", Order);
        yield return new("GET", "/orders", "sam", null);
        yield return new("PUT", $"/favorites/{Product}", "sam", null);
        yield return new("GET", "/favorites", "sam", null);
        yield return new("DELETE", $"/favorites/{Product}", "sam", null);
        for (var call = 0; call < 12; call++)
            yield return new("GET", "/feed/products?limit=2", "key", null);
    }

    private Task<TemplateHost> StartAsync(string template, string data) => TemplateHost.StartAsync(new TemplateHostOptions
    {
        Template = template,
        Parameters = Parameters,
        CodePath = Path.Combine(Repository.Root, "src", "LambdaCrud"),
        DataFolder = _folder.File(data),
        InMemory = true,
        SeedFile = Repository.Seed,
    });

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();

    private sealed record Request(
        string Method, string Path, string Caller, string? Body, string ContentType = "application/json", string? IfNoneMatch = null);

    /// <summary>Sends requests to one host.</summary>
    private sealed partial class Caller(Uri address, IReadOnlyDictionary<string, string> tokens, string apiKey) : IDisposable
    {
        private readonly HttpClient _client = new() { BaseAddress = address };

        public static async Task<Caller> SignInAsync(TemplateHost host, string dataFolder)
        {
            using var client = new HttpClient { BaseAddress = host.Url };
            var tokens = new Dictionary<string, string>
            {
                ["bad"] = "no token",
                ["sam"] = await TokenAsync("""{"user":"sam"}"""),
                ["ada"] = await TokenAsync("""{"user":"ada","groups":["catalog-admins"]}"""),
            };
            return new(host.Url, tokens, Assert.Single(ApiKeyValues.Open(host.Deployment, dataFolder)).Value);

            async Task<string> TokenAsync(string user)
            {
                using var response = await client.PostAsync("_local/token", new StringContent(user, Encoding.UTF8, "application/json"));
                using var answer = JsonDocument.Parse(await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync());
                return answer.RootElement.GetProperty("token").GetString()!;
            }
        }

        /// <summary>The status, and the whole answer without the values that differ between any two requests.</summary>
        public async Task<(int Status, string Text)> AnswerAsync(Request request)
        {
            using var message = new HttpRequestMessage(new(request.Method), request.Path);
            if (tokens.TryGetValue(request.Caller, out var token))
                message.Headers.TryAddWithoutValidation("Authorization", token);
            if (request.Caller == "key")
                message.Headers.Add("X-API-Key", apiKey);
            if (request.IfNoneMatch is not null)
                message.Headers.TryAddWithoutValidation("If-None-Match", request.IfNoneMatch);
            message.Headers.Add("Idempotency-Key", "8a0f6c1e-0d0b-4a5e-9d3a-0e8f6f0a7b11");
            message.Headers.Add("Origin", "https://shop.example");
            if (request.Body is not null)
                message.Content = new StringContent(request.Body, Encoding.UTF8, request.ContentType);
            using var response = await _client.SendAsync(message);
            var headers = response.Headers.Concat(response.Content.Headers)
                .Where(header => !Volatile.Contains(header.Key, StringComparer.OrdinalIgnoreCase) && header.Key != "Content-Length")
                .Select(header => $"{header.Key}: {string.Join(", ", header.Value)}")
                .Order(StringComparer.Ordinal);
            var text = $"{(int)response.StatusCode}\n{string.Join('\n', headers)}\n\n{await response.Content.ReadAsStringAsync()}";
            return ((int)response.StatusCode, Own().Replace(text, "…"));
        }

        public void Dispose() => _client.Dispose();

        // Ids and times that the API makes, tags and cursors made from them, and the port.
        [GeneratedRegex(
            """
            (?<=ETag:\ (?:W/)?)"[^"]+"
            |[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}
            |20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z
            |"nextCursor":"[^"]*"
            |cursor=[^&>]*
            |127\.0\.0\.1:[0-9]+
            """,
            RegexOptions.IgnorePatternWhitespace)]
        private static partial Regex Own();
    }
}

/// <summary>A test that runs only if the variable TRANSLATED_TEMPLATE names a file.</summary>
internal sealed class TranslatedTemplateFactAttribute : FactAttribute
{
    public TranslatedTemplateFactAttribute() =>
        Skip = File is null ? "The variable TRANSLATED_TEMPLATE does not name the SAM translator's output for serverless.template." : null;

    public static string? File { get; } = Environment.GetEnvironmentVariable("TRANSLATED_TEMPLATE");
}
