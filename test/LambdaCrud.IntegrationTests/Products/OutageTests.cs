using System.Net;
using System.Net.Sockets;
using ApiGateway;
using LambdaCrud.IntegrationTests.Host;
using LocalHost;
using LocalHost.Functions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace LambdaCrud.IntegrationTests.Products;

public sealed class OutageTests : IDisposable
{
    private readonly TemporaryFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Theory]
    [InlineData(400, "ProvisionedThroughputExceededException")]
    [InlineData(400, "ThrottlingException")]
    [InlineData(400, "RequestLimitExceeded")]
    [InlineData(500, "InternalServerError")]
    public async Task A_DynamoDB_that_throttles_or_fails_is_503_after_three_attempts(int status, string error)
    {
        var calls = 0;
        await using var dynamoDb = await StartDynamoDbAsync(response =>
        {
            Interlocked.Increment(ref calls);
            response.StatusCode = status;
            response.ContentType = "application/x-amz-json-1.0";
            return response.WriteAsync($$"""{"__type":"com.amazonaws.dynamodb.v20120810#{{error}}","message":"internal matters"}""");
        });

        await AssertUnavailableAsync(AddressOf(dynamoDb));
        Assert.Equal(3, calls);
    }

    [Fact]
    public async Task A_DynamoDB_that_nobody_answers_for_is_503()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var endpoint = new Uri($"http://{taken.LocalEndpoint}");
        taken.Stop();

        await AssertUnavailableAsync(endpoint);
    }

    private async Task AssertUnavailableAsync(Uri dynamoDb)
    {
        var deployment = TemplateHost.LoadTemplate(Repository.Template, new Dictionary<string, string>(), DataFolder.Open(_data.Path));
        var code = await BuiltCode.LocateAsync(deployment.Functions.Values.Select(function => function.CodePath), static _ => { }, CancellationToken.None);
        await using var gateway = await LocalGateway.StartAsync(new LocalGatewayOptions
        {
            Deployment = deployment,
            DataFolder = _data.Path,
            BuiltCode = path => code[path],
            FunctionVariables = LocalEndpoint.EnvironmentFor(dynamoDb),
        });
        using var client = new HttpClient { BaseAddress = gateway.Url };

        var response = await client.GetAsync($"/products/{Guid.CreateVersion7()}");

        var problem = await response.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "unavailable");
        Assert.Equal("1", response.Header("Retry-After"));
        Assert.DoesNotContain("internal matters", problem.ToJsonString(), StringComparison.Ordinal);
    }

    private static async Task<WebApplication> StartDynamoDbAsync(Func<HttpResponse, Task> answer)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var dynamoDb = builder.Build();
        dynamoDb.Run(context => answer(context.Response));
        await dynamoDb.StartAsync();
        return dynamoDb;
    }

    private static Uri AddressOf(WebApplication server) =>
        new(server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
}
