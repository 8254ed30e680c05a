using Amazon.DynamoDBv2;
using Amazon.Lambda.Annotations;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.TestUtilities;
using LambdaCrud.Products;
using LambdaCrud.Storage;
using LambdaCrud.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace LambdaCrud.Tests;

/// <summary>The services that each function of Lambda gets. No test here calls DynamoDB.</summary>
public sealed class StartupTests : IDisposable
{
    private const string Origin = "https://shop.example";

    private static readonly Dictionary<string, string> Variables = new()
    {
        ["TABLE_NAME"] = "the-table",
        ["CURSOR_SIGNING_KEY"] = TestApi.SigningKey,
        ["ALLOWED_ORIGIN"] = Origin,
        ["METRICS_NAMESPACE"] = "LambdaCrud/test",
        ["AWS_REGION"] = "eu-west-1",
        ["AWS_LAMBDA_INITIALIZATION_TYPE"] = "on-demand",
    };

    private readonly Dictionary<string, string?> _before = Variables.Keys.ToDictionary(name => name, Environment.GetEnvironmentVariable);

    public StartupTests()
    {
        foreach (var (name, value) in Variables)
            Environment.SetEnvironmentVariable(name, value);
    }

    public void Dispose()
    {
        foreach (var (name, value) in _before)
            Environment.SetEnvironmentVariable(name, value);
    }

    [Fact]
    public void Startup_registers_every_service_that_a_class_with_functions_needs()
    {
        using var services = Services();

        var classes = typeof(Startup).Assembly.GetTypes().Where(type =>
            type.GetMethods().Any(method => method.IsDefined(typeof(LambdaFunctionAttribute), inherit: false)));

        Assert.Every(classes, type => Assert.NotNull(ActivatorUtilities.CreateInstance(services, type)));
    }

    [Fact]
    public async Task A_function_of_Startup_uses_the_settings_of_the_environment()
    {
        using var services = Services();
        var context = new TestLambdaContext { RemainingTime = TimeSpan.FromSeconds(10) };
        var request = new APIGatewayProxyRequest { QueryStringParameters = new Dictionary<string, string> { ["unknown"] = "1" } };

        var response = await ActivatorUtilities.CreateInstance<ProductFunctions>(services).ListProducts(request, context);

        Assert.Equal("invalid-parameter", response.Problem());
        Assert.Equal(Origin, response.Headers["Access-Control-Allow-Origin"]);
        Assert.Contains("\"LambdaCrud/test\"", ((TestLambdaLogger)context.Logger).Buffer.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Startup_without_a_setting_fails_and_names_it()
    {
        Environment.SetEnvironmentVariable("TABLE_NAME", null);

        var failure = Assert.Throws<InvalidOperationException>(() => new Startup());

        Assert.Equal("The environment variable TABLE_NAME is not set.", failure.Message);
    }

    [Fact]
    public void The_warm_up_uses_the_connection_of_the_first_request_but_never_one_that_a_snapshot_would_share()
    {
        Assert.Same(DynamoDbClients.Retrying, DynamoDbClients.ForWarmUp());

        Environment.SetEnvironmentVariable("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");

        using var own = DynamoDbClients.ForWarmUp();
        Assert.NotSame(DynamoDbClients.Retrying, own);
        Assert.False(((AmazonDynamoDBConfig)own.Config).CacheHttpClient);
    }

    private static ServiceProvider Services()
    {
        var services = new ServiceCollection();
        new Startup().ConfigureServices(services);
        return services.BuildServiceProvider();
    }
}
