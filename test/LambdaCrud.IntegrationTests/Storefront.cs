using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using LambdaCrud.IntegrationTests.OpenApi;
using LocalGateway.LocalTokens;
using LocalGateway.Model;
using LocalGateway.Tests.Support;
using LocalGateway.UsagePlans;
using LocalHost;
using static LambdaCrud.IntegrationTests.Requests;

namespace LambdaCrud.IntegrationTests;

/// <summary>
/// The API of serverless.template as <c>dotnet dev.cs run</c> serves it. All test classes of this process share one gateway and one
/// table. A subclass, or a storefront over another DynamoDB, has its own gateway.
/// </summary>
public class Storefront : IAsyncLifetime
{
    private static readonly Lazy<Task<Served>> Shared = new(SharedAsync);

    private readonly Uri? _dynamoDb;
    private readonly Storefront? _sameTable;
    private Served? _gateway;
    private UserPoolTokens? _tokens;

    public Storefront()
    {
    }

    /// <param name="dynamoDb">Used instead of the DynamoDB Local that all tests share.</param>
    /// <param name="sameTable">A running storefront whose table and user pool this one also uses.</param>
    internal Storefront(Uri dynamoDb, Storefront? sameTable = null) => (_dynamoDb, _sameTable) = (dynamoDb, sameTable);

    /// <summary>Parameter values without throttling. Tests send requests faster than the limits of a stage or a partner allow.</summary>
    public static IReadOnlyDictionary<string, string> Unthrottled { get; } = new Dictionary<string, string>
    {
        ["RequestRateLimit"] = "10000",
        ["RequestBurstLimit"] = "5000",
        ["WriteRateLimit"] = "10000",
        ["WriteBurstLimit"] = "5000",
        ["HeavyRateLimit"] = "10000",
        ["HeavyBurstLimit"] = "5000",
        ["FeedRateLimit"] = "1000",
        ["FeedBurstLimit"] = "1000",
    };

    /// <summary>The deployment of serverless.template, without a host.</summary>
    internal static Deployment LoadTemplate(string dataFolder, IReadOnlyDictionary<string, string>? parameters = null) => TemplateHost.LoadTemplate(
        new() { Template = Repository.Template, DataFolder = dataFolder, Parameters = parameters ?? Unthrottled }, DataFolder.Open(dataFolder));

    /// <summary>The template's parameters.</summary>
    protected virtual IReadOnlyDictionary<string, string> Parameters => Unthrottled;

    /// <summary>Whether paths begin with the stage, as at API Gateway's own host name.</summary>
    protected virtual bool StagePath => false;

    /// <summary>Changes the other options of the host.</summary>
    internal virtual TemplateHostOptions Adjust(TemplateHostOptions options) => options;

    /// <summary>The base URL for the API's paths.</summary>
    public Uri Url => Host.Url;

    public HttpClient Anonymous { get; private set; } = null!;

    public HttpClient Admin { get; private set; } = null!;

    /// <summary>The complete log: the functions' lines, the gateway's lines and the access log.</summary>
    internal LogLines Log => _gateway!.Log;

    private TemplateHost Host => _gateway!.Host;

    /// <summary>Whether this fixture uses the gateway that the test classes share.</summary>
    protected virtual bool IsShared => _dynamoDb is null && GetType() == typeof(Storefront);

    public async Task InitializeAsync()
    {
        _gateway = IsShared
            ? await Shared.Value
            : await Served.StartAsync(
                _dynamoDb ?? await LocalDynamoDb.EndpointAsync(),
                Parameters,
                StagePath,
                _sameTable?._gateway?.Data,
                options => Adjust(_dynamoDb is null || _sameTable is not null ? Patient(options) : options));
        _tokens = UserPoolTokens.Open(UserPool, _gateway.Data.FullName);
        Anonymous = ContractHandler.Client(Url);
        Admin = As("admin", "catalog-admins");
    }

    public async Task DisposeAsync()
    {
        Anonymous.Dispose();
        Admin.Dispose();
        if (!IsShared)
            await _gateway!.DisposeAsync();
    }

    /// <summary>On a loaded machine, even a sound DynamoDB answers late. Only the tests of a DynamoDB with faults need the limits.</summary>
    private static TemplateHostOptions Patient(TemplateHostOptions options) => options with { NoTimeouts = true };

    private static async Task<Served> SharedAsync()
    {
        var gateway = await Served.StartAsync(await LocalDynamoDb.EndpointAsync(), Unthrottled, stagePath: false, adjust: Patient);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => gateway.Data.Delete(recursive: true);
        return gateway;
    }

    public HttpClient As(string user, params string[] groups) => WithToken(Token(user, groups));

    public HttpClient WithToken(string token)
    {
        var client = ContractHandler.Client(Url);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    public string Token(string user, string[] groups, TimeSpan? lifetime = null) =>
        _tokens!.IdToken(new PoolUser(user) { Groups = groups }, lifetime);

    /// <summary>An ID token that the user pool would not issue, signed by its key.</summary>
    /// <param name="spoil">Changes the JSON of a valid payload into the payload of the token.</param>
    public string SignedToken(Func<string, string> spoil)
    {
        var parts = Token("shopper", []).Split('.');
        var payload = spoil(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(parts[1])));
        var input = $"{parts[0]}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(payload))}";
        using var key = RSA.Create();
        key.ImportFromPem(File.ReadAllText(Assert.Single(Directory.GetFiles(Path.Combine(_gateway!.Data.FullName, "user-pools"), "*.pem"))));
        var signature = key.SignData(Encoding.ASCII.GetBytes(input), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{input}.{Base64Url.EncodeToString(signature)}";
    }

    /// <summary>The user's <c>sub</c> in the user's tokens.</summary>
    public string SubjectOf(string user) => _tokens!.SubjectOf(user);

    /// <summary>The API after the SAM translation.</summary>
    public RestApi Api => Assert.Single(Host.Deployment.RestApis);

    /// <summary>Method and path of each route of the template, without the CORS preflights.</summary>
    public IReadOnlyList<string> Routes =>
        [.. Api.Methods.Where(method => method.HttpMethod != "OPTIONS").Select(method => $"{method.HttpMethod} {method.ResourcePath}")];

    internal UserPool UserPool => Assert.Single(Host.Deployment.UserPools.Values);

    public string TableName => Assert.Single(Host.Deployment.Tables.Values).TableName;

    /// <summary>The value of the one API key.</summary>
    public string ApiKey => Assert.Single(ApiKeyValues.Open(Host.Deployment, _gateway!.Data.FullName)).Value;

    /// <summary>The access log line for a request.</summary>
    public async Task<JsonObject> AccessLogOf(HttpResponseMessage response)
    {
        var requestId = response.Header("x-amzn-RequestId");
        var line = await Log.WaitForAsync(line =>
            line.StartsWith('{') && line.Contains($"\"requestId\":\"{requestId}\"", StringComparison.Ordinal));
        return JsonNode.Parse(line)!.AsObject();
    }

    /// <summary>Creates a product through the API.</summary>
    public async Task<CreatedProduct> CreateAsync(
        string name = "A product",
        string? description = null,
        string category = "things",
        long amount = 100,
        int stock = 10,
        string currency = "EUR")
    {
        var response = await Admin.SendAsync(Send(HttpMethod.Post, "/products", new JsonObject
        {
            ["name"] = name,
            ["description"] = description ?? "",
            ["category"] = category,
            ["price"] = new JsonObject { ["amount"] = amount, ["currency"] = currency },
            ["stock"] = stock,
        }.ToJsonString()));
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return new CreatedProduct((await response.JsonAsync()).Text("id"), response.ETag(), stock);
    }

    private sealed record Served(TemplateHost Host, DirectoryInfo Data, LogLines Log) : IAsyncDisposable
    {
        /// <param name="data">The data folder of another gateway, or null for a new folder.</param>
        public static async Task<Served> StartAsync(
            Uri dynamoDb,
            IReadOnlyDictionary<string, string> parameters,
            bool stagePath,
            DirectoryInfo? data = null,
            Func<TemplateHostOptions, TemplateHostOptions>? adjust = null)
        {
            data ??= Directory.CreateTempSubdirectory("storefront-");
            var log = new LogLines();
            var options = new TemplateHostOptions
            {
                Template = Repository.Template,
                DataFolder = data.FullName,
                DynamoDbEndpoint = dynamoDb,
                UserFile = Repository.Users,
                Parameters = parameters,
                StagePath = stagePath,
                Log = log,
            };
            var host = await TemplateHost.StartAsync(adjust?.Invoke(options) ?? options);
            return new Served(host, data, log);
        }

        public async ValueTask DisposeAsync()
        {
            await Host.DisposeAsync();
            if (Data.Exists)
                Data.Delete(recursive: true);
        }
    }
}

/// <summary>A product that a test has created.</summary>
public sealed record CreatedProduct(string Id, string ETag, int Stock)
{
    public string Path => $"/products/{Id}";
}
