using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using LocalGateway.Model;
using LocalGateway.UsagePlans;

namespace LocalGateway.Tests.Support;

/// <summary>A running gateway with a client, its log and its API keys.</summary>
internal sealed class TestGateway : IAsyncDisposable
{
    private readonly Gateway _gateway;
    private readonly DirectoryInfo _data;

    private TestGateway(Gateway gateway, GatewayOptions options, LogLines log, DirectoryInfo data)
    {
        (_gateway, Log, _data) = (gateway, log, data);
        ApiKeys = ApiKeyValues.Open(options.Deployment, options.DataFolder);
        Client = new HttpClient { BaseAddress = gateway.Url };
    }

    public LogLines Log { get; }

    public HttpClient Client { get; }

    /// <summary>The values that a client sends in <c>X-API-Key</c>, by the logical id of the key.</summary>
    public IReadOnlyDictionary<string, string> ApiKeys { get; }

    public Uri Url => _gateway.Url;

    public IReadOnlyList<string> Unavailable => _gateway.Unavailable;

    public static Task<TestGateway> StartAsync(params ApiMethod[] methods) => StartAsync(new TestApi { Methods = methods });

    public static Task<TestGateway> StartAsync(TestApi api, Func<GatewayOptions, GatewayOptions>? configure = null) =>
        StartAsync(api.Deploy(), configure);

    public static async Task<TestGateway> StartAsync(Deployment deployment, Func<GatewayOptions, GatewayOptions>? configure = null)
    {
        var log = new LogLines();
        var data = Directory.CreateTempSubdirectory("local-gateway-");
        var options = new GatewayOptions { Deployment = deployment, DataFolder = data.FullName, Log = log };
        options = configure?.Invoke(options) ?? options;
        try
        {
            return new(await Gateway.StartAsync(options), options, log, data);
        }
        catch
        {
            data.Delete(recursive: true);
            throw;
        }
    }

    /// <summary>Sends a request and returns the event of the echo function.</summary>
    public async Task<JsonObject> EventOfAsync(HttpRequestMessage request)
    {
        using var response = await Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject();
    }

    public Task<JsonObject> EventOfAsync(string pathAndQuery) => EventOfAsync(new HttpRequestMessage(HttpMethod.Get, pathAndQuery));

    /// <summary>Sends a request byte for byte. Header names and paths stay unchanged.</summary>
    public Task<RawResponse> SendRawAsync(params string[] lines) =>
        RawResponse.SendAsync(Url.Port, string.Join("\r\n", lines) + "\r\n\r\n");

    /// <summary>Sends a GET with the unchanged path and returns the event of the echo function.</summary>
    public async Task<JsonObject> EventOfRawAsync(string target, params string[] headers)
    {
        var response = await SendRawAsync([$"GET {target} HTTP/1.1", "Host: api.example", "Connection: close", .. headers]);
        Assert.Equal(200, response.Status);
        return JsonNode.Parse(response.Body)!.AsObject();
    }

    /// <summary>Sends a result that the scripted function returns.</summary>
    public Task<HttpResponseMessage> ReturnAsync(string lambdaResult, string path = "/", params (string Name, string Value)[] headers)
    {
        var request =
            new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(lambdaResult, Encoding.UTF8, "text/plain") };
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return Client.SendAsync(request);
    }

    public async Task<HttpResponseMessage> SendAsync(string httpMethod, string pathAndQuery, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new(httpMethod), pathAndQuery);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await Client.SendAsync(request);
    }

    public async Task<string> TextOfAsync(string pathAndQuery, params (string Name, string Value)[] headers)
    {
        using var response = await SendAsync("GET", pathAndQuery, headers);
        return await response.Content.ReadAsStringAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _gateway.DisposeAsync();
        _data.Delete(recursive: true);
    }
}
