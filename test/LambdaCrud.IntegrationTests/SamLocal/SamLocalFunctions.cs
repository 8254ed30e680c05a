using System.Net;
using System.Net.Mime;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LambdaCrud.IntegrationTests.OpenApi;
using LocalGateway;
using LocalGateway.Model;
using LocalHost;
using LocalHost.Functions;

namespace LambdaCrud.IntegrationTests.SamLocal;

/// <summary>
/// The built functions as <c>sam local</c> runs them: called with their plain event, on a <c>dotnet dev.cs database</c>, with the variables
/// of its environment file and SAM CLI's own credentials. Only the container is missing.
/// </summary>
public sealed class SamLocalFunctions : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sam-local-");
    private HostProcess? _database;
    private Gateway? _gateway;

    /// <summary>The functions by logical id, with their environment variables.</summary>
    internal IReadOnlyDictionary<string, LambdaFunction> Functions { get; private set; } = null!;

    private HttpClient Client { get; set; } = null!;

    internal RestApi Api { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        var file = Path.Combine(_folder.FullName, "sam-local.json");
        _database = HostProcess.Start("database", "--in-memory", "--port", "0", "--data", _folder.FullName, "--env-file", file);
        var dynamoDb = HostProcess.AddressIn(await _database.LineWithAsync("Table"));
        await _database.LineWithAsync("listens on");
        var variables = JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, string>>>(await File.ReadAllTextAsync(file))!;

        var deployment = Storefront.LoadTemplate(_folder.FullName);
        Api = Assert.Single(deployment.RestApis);
        Functions = deployment.Functions.ToDictionary(item => item.Key, item => item.Value with { Environment = variables[item.Key] });
        var code = await BuiltCode.LocateAsync(Functions.Values.Select(function => function.CodePath), static _ => { }, default);
        _gateway = await Gateway.StartAsync(new GatewayOptions
        {
            Deployment = new Deployment { RestApis = [InvokeApi(Functions.Keys)], Functions = Functions },
            DataFolder = _folder.FullName,
            BuiltCode = path => code[path],
            FunctionVariables = new Dictionary<string, string>
            {
                // Containers use another name for this machine.
                [LocalEndpoint.Variable] = dynamoDb.AbsoluteUri,
                ["AWS_ACCESS_KEY_ID"] = "defaultkey",
                ["AWS_SECRET_ACCESS_KEY"] = "defaultsecret",
            },
        });
        Client = new HttpClient { BaseAddress = _gateway.Url };
    }

    public async Task DisposeAsync()
    {
        Client?.Dispose();
        if (_gateway is not null)
            await _gateway.DisposeAsync();
        _database?.Dispose();
        _folder.Delete(recursive: true);
    }

    /// <summary>Calls a function with an event and returns its proxy response.</summary>
    internal async Task<JsonObject> InvokeAsync(string function, string proxyEvent)
    {
        using var content = new StringContent(proxyEvent, Encoding.UTF8, MediaTypeNames.Application.Json);
        using var response = await Client.PostAsync($"/{function}", content);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == HttpStatusCode.OK, text);
        var result = JsonNode.Parse(text)!.AsObject();
        ContractCheck.Current.Check(Exchange.Read(JsonNode.Parse(proxyEvent)!.AsObject(), result));
        return result;
    }

    // The function's event and result pass unchanged.
    private static RestApi InvokeApi(IEnumerable<string> functions) => new()
    {
        LogicalId = "Invoke",
        ApiId = "abcdefghij",
        Stage = new Stage { Name = "local" },
        Methods =
        [
            .. functions.Select(function => new ApiMethod
            {
                HttpMethod = "POST",
                ResourcePath = $"/{function}",
                Integration = new LambdaIntegration { Function = function, Responses = [new IntegrationResponse { StatusCode = 200 }] },
                MethodResponses = new Dictionary<int, IReadOnlySet<string>> { [200] = new HashSet<string>() },
            }),
        ],
    };
}
