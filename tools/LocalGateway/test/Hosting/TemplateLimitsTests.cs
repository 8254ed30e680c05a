using System.Text;
using LocalGateway.Template;
using LocalGateway.Tests.Support;
using LocalGateway.UsagePlans;

namespace LocalGateway.Tests.Hosting;

/// <summary>Keys, plans, throttles, validators and the cache of a SAM template, tested over HTTP.</summary>
public sealed class TemplateLimitsTests
{
    private const string Text = """
        Transform: AWS::Serverless-2016-10-31
        Resources:
          Shop:
            Type: AWS::Serverless::Api
            Properties:
              StageName: v1
              CacheClusterEnabled: true
              MethodSettings:
                - { ResourcePath: '/*', HttpMethod: '*', CachingEnabled: true }
                - { ResourcePath: /~1time, HttpMethod: GET, ThrottlingRateLimit: 1, ThrottlingBurstLimit: 3, CacheTtlInSeconds: 10 }
              Auth:
                UsagePlan:
                  CreateUsagePlan: PER_API
                  Quota: { Limit: 3, Period: DAY }
              DefinitionBody:
                swagger: '2.0'
                info: { title: shop, version: '1' }
                securityDefinitions:
                  api_key: { type: apiKey, name: x-api-key, in: header }
                x-amazon-apigateway-request-validators:
                  all: { validateRequestBody: true, validateRequestParameters: true }
                definitions:
                  Order:
                    type: object
                    required: [ sku, lines ]
                    properties: { sku: { type: string }, parent: { $ref: '#/definitions/Order' } }
                paths:
                  /orders:
                    post:
                      security: [ { api_key: [] } ]
                      x-amazon-apigateway-request-validator: all
                      consumes: [ application/json ]
                      parameters:
                        - { name: Idempotency-Key, in: header, required: true, type: string }
                        - { name: Order, in: body, required: true, schema: { $ref: '#/definitions/Order' } }
                      responses: { '200': { description: OK } }
                      x-amazon-apigateway-integration:
                        type: mock
                        requestTemplates: { application/json: '{"statusCode": 200}' }
                        responses: { default: { statusCode: '200', responseTemplates: { application/json: $context.requestTimeEpoch } } }
                  /time:
                    get:
                      responses: { '200': { description: OK } }
                      x-amazon-apigateway-integration:
                        type: mock
                        requestTemplates: { application/json: '{"statusCode": 200}' }
                        responses: { default: { statusCode: '200', responseTemplates: { application/json: $context.requestTimeEpoch } } }
        """;

    private readonly ManualTime _time = new();

    [Fact]
    public async Task A_generated_key_opens_the_method_for_valid_requests_until_its_quota_is_used_up()
    {
        await using var host = await StartAsync();
        var key = ApiKeyValues.Open(host.Deployment, host.DataFolder)["ShopApiKey"];

        Assert.Equal((403, """{"message":"Forbidden"}"""), await PostAsync(host, "{}"));
        Assert.Equal(
            (400, """{"message": "Missing required request parameters: [Idempotency-Key]"}"""),
            await PostAsync(host, "{}", ("X-API-Key", key)));
        Assert.Equal(
            (400, """{"message": "Invalid request body"}"""), await PostAsync(host, "{}", ("X-API-Key", key), ("Idempotency-Key", "1")));
        Assert.Equal(200, (await PostAsync(host, """{"sku":"a","lines":1}""", ("X-API-Key", key), ("Idempotency-Key", "1"))).Status);
        Assert.Equal((429, """{"message":"Limit Exceeded"}"""), await PostAsync(host, "{}", ("X-API-Key", key), ("Idempotency-Key", "1")));
    }

    [Fact]
    public async Task The_method_settings_of_the_stage_cache_and_throttle_a_method()
    {
        await using var host = await StartAsync();

        var first = await host.Client.GetStringAsync("/time");
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(first, await host.Client.GetStringAsync("/time"));
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.NotEqual(first, await host.Client.GetStringAsync("/time"));
        await host.Client.GetStringAsync("/time");
        await host.Client.GetStringAsync("/time");
        using var refused = await host.Client.GetAsync("/time");
        Assert.Equal((429, """{"message":"Too Many Requests"}"""), ((int)refused.StatusCode, await refused.Content.ReadAsStringAsync()));
    }

    private async Task<Host> StartAsync()
    {
        var data = Directory.CreateTempSubdirectory("template-limits-");
        var options = new GatewayOptions { Deployment = SamTemplate.Parse(Text, new()), DataFolder = data.FullName, TimeProvider = _time };
        var gateway = await Gateway.StartAsync(options);
        return new(gateway, new() { BaseAddress = gateway.Url }, options);
    }

    private static async Task<(int Status, string Body)> PostAsync(Host host, string body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/orders") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        using var response = await host.Client.SendAsync(request);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    private sealed record Host(Gateway Gateway, HttpClient Client, GatewayOptions Options) : IAsyncDisposable
    {
        public Model.Deployment Deployment => Options.Deployment;

        public string DataFolder => Options.DataFolder;

        public async ValueTask DisposeAsync()
        {
            Client.Dispose();
            await Gateway.DisposeAsync();
            Directory.Delete(DataFolder, recursive: true);
        }
    }
}
