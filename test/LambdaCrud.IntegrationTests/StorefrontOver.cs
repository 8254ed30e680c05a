using System.Net.Http.Headers;
using LambdaCrud.IntegrationTests.OpenApi;
using LocalGateway;
using LocalGateway.LocalTokens;
using LocalGateway.Model;
using LocalGateway.UsagePlans;
using LocalHost;
using LocalHost.Functions;

namespace LambdaCrud.IntegrationTests;

/// <summary>The API of serverless.template over a replaced DynamoDB, for both functions and direct routes.</summary>
internal sealed class StorefrontOver : IAsyncDisposable
{
    private readonly TemporaryFolder _data;
    private readonly Deployment _deployment;
    private readonly Gateway _gateway;

    private StorefrontOver(TemporaryFolder data, Deployment deployment, Gateway gateway)
    {
        (_data, _deployment, _gateway) = (data, deployment, gateway);
        Anonymous = ContractHandler.Client(gateway.Url);
        Shopper = ContractHandler.Client(gateway.Url);
        Shopper.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Tokens.IdToken(new PoolUser(ShopperName)));
    }

    public HttpClient Anonymous { get; }

    public HttpClient Shopper { get; }

    /// <summary>The <c>sub</c> of <see cref="Shopper"/>.</summary>
    public string ShopperSubject => Tokens.SubjectOf(ShopperName);

    private const string ShopperName = "shopper";

    private UserPoolTokens Tokens => UserPoolTokens.Open(Assert.Single(_deployment.UserPools.Values), _data.Path);

    /// <summary>The value of the one API key.</summary>
    public string ApiKey => Assert.Single(ApiKeyValues.Open(_deployment, _data.Path)).Value;

    /// <param name="parameters">Values for the template's parameters. They replace the values that disable its limits.</param>
    public static async Task<StorefrontOver> StartAsync(Uri dynamoDb, params (string Name, string Value)[] parameters)
    {
        var data = new TemporaryFolder();
        var given = new Dictionary<string, string>(Storefront.Unthrottled);
        foreach (var (name, value) in parameters)
            given[name] = value;
        var deployment = Storefront.LoadTemplate(data.Path, given);
        var code = await BuiltCode.LocateAsync(deployment.Functions.Values.Select(function => function.CodePath), static _ => { }, default);
        return new StorefrontOver(data, deployment, await Gateway.StartAsync(new GatewayOptions
        {
            Deployment = deployment,
            DataFolder = data.Path,
            BuiltCode = path => code[path],
            FunctionVariables = LocalEndpoint.EnvironmentFor(dynamoDb),
            DynamoDbEndpoint = dynamoDb,
            DynamoDbCredentials = LocalEndpoint.Credentials,
        }));
    }

    public async ValueTask DisposeAsync()
    {
        Anonymous.Dispose();
        Shopper.Dispose();
        await _gateway.DisposeAsync();
        _data.Dispose();
    }
}
