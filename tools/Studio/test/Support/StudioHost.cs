using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using LocalGateway;
using LocalGateway.Recording;
using LocalGateway.Template;

namespace Studio.Tests.Support;

/// <summary>A template behind a gateway with a studio. The template is a copy that a test may change.</summary>
internal sealed class StudioHost : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly Gateway _gateway;
    private readonly StudioSite _site;
    private readonly DynamoDbDouble? _dynamoDb;

    private StudioHost(DirectoryInfo folder, Gateway gateway, StudioSite site, RequestRecorder recorder, DynamoDbDouble? dynamoDb)
    {
        (_folder, _gateway, _site, Recorder, _dynamoDb) = (folder, gateway, site, recorder, dynamoDb);
        Client = new HttpClient { BaseAddress = gateway.Url };
    }

    public HttpClient Client { get; }

    public Uri Url => _gateway.Url;

    public RequestRecorder Recorder { get; }

    public string Folder => _folder.FullName;

    public string TemplateFile => Directory.EnumerateFiles(Folder, "template.*").Single();

    /// <param name="template">A file of the folder Templates.</param>
    /// <param name="change">Changes the text of the template.</param>
    /// <param name="configure">Changes the options of the studio.</param>
    /// <param name="pages">A folder of the files whose pages the studio serves.</param>
    /// <param name="files">Further files of the folder, by their path.</param>
    public static async Task<StudioHost> StartAsync(
        string template = "things.yaml",
        Func<string, string>? change = null,
        Func<StudioOptions, StudioOptions>? configure = null,
        string? pages = null,
        params (string Path, string Text)[] files)
    {
        var folder = Directory.CreateTempSubdirectory("studio-");
        var file = Path.Combine(folder.FullName, $"template{Path.GetExtension(template)}");
        var text = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Templates", template));
        await File.WriteAllTextAsync(file, change?.Invoke(text) ?? text);
        foreach (var (path, content) in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder.FullName, path))!);
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, path), content);
        }

        var deployment = SamTemplate.Load(file, new TemplateOptions());
        var data = Path.Combine(folder.FullName, "data");
        var recorder = new RequestRecorder();
        var dynamoDb = deployment.Tables.Count > 0 ? await DynamoDbDouble.StartAsync() : null;
        Gateway? gateway = null;
        var options = new StudioOptions
        {
            Deployment = () => gateway!.Deployment,
            Api = deployment.RestApis.Single().LogicalId,
            Recorder = recorder,
            DataFolder = data,
            TemplateFile = file,
            PageFolders = pages is null ? [] : new Dictionary<string, string> { [pages] = Path.Combine(folder.FullName, pages) },
            ContractFile = Path.Combine(folder.FullName, "openapi.json"),
        };
        options = configure?.Invoke(options) ?? options;
        var site = new StudioSite(options);
        gateway = await Gateway.StartAsync(new()
        {
            Deployment = deployment,
            DataFolder = data,
            ServeTokens = true,
            DynamoDbEndpoint = options.Database?.Endpoint ?? dynamoDb?.Url,
            FunctionVariables = options.Database is { } database
                ? LocalHost.LocalEndpoint.EnvironmentFor(database.Endpoint)
                : new Dictionary<string, string>(),
            Recorder = recorder,
            Pages = site.AnswerAsync,
            Source = new TemplateFileSource(file),
        });
        return new(folder, gateway, site, recorder, dynamoDb);
    }

    /// <summary>Sends a request to the API and returns its record.</summary>
    public async Task<RequestRecord> SendAsync(
        string httpMethod, string path, string? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new(httpMethod), new Uri(Url, path));
        var id = Guid.NewGuid().ToString();
        request.Headers.Add("x-amzn-RequestId", id);
        if (body is not null)
            request.Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        foreach (var (name, value) in headers)
        {
            if (name == "Content-Type")
                request.Content!.Headers.ContentType = new(value);
            else
                request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await Client.SendAsync(request);
        return Recorder.Records.Single(record => record.RequestId == id);
    }

    public async Task<string> TokenAsync(string user, string[]? groups = null, string use = "id")
    {
        using var response = await Client.PostAsJsonAsync("_local/token", new { user, groups = groups ?? [], use });
        return (string)(await response.Content.ReadFromJsonAsync<JsonObject>())!["token"]!;
    }

    /// <summary>Sends JSON to the studio and returns the status and the answer.</summary>
    public async Task<(int Status, JsonNode? Answer)> PostAsync(string path, object body)
    {
        using var response = await Client.PostAsJsonAsync($"_local/api/{path}", body, JsonSerializerOptions.Web);
        var text = await response.Content.ReadAsStringAsync();
        return ((int)response.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text));
    }

    public async Task<JsonNode> GetAsync(string path) => JsonNode.Parse(await Client.GetStringAsync($"_local/api/{path}"))!;

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        _site.Dispose();
        await _gateway.DisposeAsync();
        if (_dynamoDb is not null)
            await _dynamoDb.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
