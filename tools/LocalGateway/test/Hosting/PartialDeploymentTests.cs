using System.Net;
using LocalGateway.Template;
using LocalGateway.Tests.Support;
using LocalGateway.Tests.Template;

namespace LocalGateway.Tests.Hosting;

/// <summary>A template of which this machine can run only a part, over HTTP.</summary>
public sealed class PartialDeploymentTests
{
    private const string Text = """
        Transform: AWS::Serverless-2016-10-31
        Resources:
          Queue: { Type: AWS::SQS::Queue }
          Script:
            Type: AWS::Serverless::Function
            Properties:
              Runtime: nodejs22.x
              Handler: app.handler
              CodeUri: src
              Events:
                Run: { Type: Api, Properties: { RestApiId: !Ref Api, Path: /script, Method: get } }
          Guard: { Type: AWS::Serverless::Function, Properties: { Runtime: python3.13, Handler: a.b, CodeUri: src } }
          Api:
            Type: AWS::Serverless::Api
            Properties:
              StageName: v1
              MergeDefinitions: true
              Auth:
                Authorizers:
                  Guarded: { FunctionArn: !GetAtt Guard.Arn }
              DefinitionBody:
                swagger: '2.0'
                info: { title: parts, version: '1' }
                securityDefinitions:
                  Signed: { type: apiKey, name: Authorization, in: header, x-amazon-apigateway-authtype: awsSigv4 }
                paths:
                  /here: { get: { responses: { '200': { description: ok } }, x-amazon-apigateway-integration: &mock { type: mock, requestTemplates: { application/json: '{"statusCode":200}' }, responses: { default: { statusCode: '200' } } } } }
                  /guarded: { get: { security: [ { Guarded: [] } ], responses: { '200': { description: ok } }, x-amazon-apigateway-integration: *mock } }
                  /signed: { get: { security: [ { Signed: [] } ], responses: { '200': { description: ok } }, x-amazon-apigateway-integration: *mock } }
                  /broken: { get: { responses: { '200': { description: ok } }, x-amazon-apigateway-integration: { type: mock, requestTemplates: { application/json: '#if(' }, responses: { default: { statusCode: '200' } } } } }
                  /queue: { post: { responses: { '200': { description: ok } }, x-amazon-apigateway-integration: { type: aws, httpMethod: POST, uri: !Sub 'arn:aws:apigateway:${AWS::Region}:sqs:path/1/queue', responses: { default: { statusCode: '200' } } } } }
                  nowhere: {}
                  /mistake: { get: { responses: { '200': { description: ok } }, x-amazon-apigateway-integration: { type: soap } } }
        """;

    [Theory]
    [InlineData("GET", "/script", "GET /script cannot run on this machine: the function Script has Runtime: 'nodejs22.x' is not supported")]
    [InlineData("POST", "/queue", "POST /queue cannot run on this machine: sqs:path/1/queue is not supported")]
    [InlineData("GET", "/mistake", "GET /mistake cannot run on this machine: Api.Properties.DefinitionBody.paths./mistake.get.x-amazon-apigateway-integration.type")]
    public async Task A_route_that_cannot_run_answers_502_with_the_reason(string method, string path, string reason)
    {
        await using var gateway = await StartAsync();

        using var response = await gateway.SendAsync(method, path);

        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
        Assert.Contains(reason, System.Text.RegularExpressions.Regex.Unescape(await response.Content.ReadAsStringAsync()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/here", null, 200)]
    [InlineData("/broken", null, 500)]
    [InlineData("/guarded", null, 401)]
    [InlineData("/guarded", "some token", 500)]
    [InlineData("/signed", null, 403)]
    [InlineData("/signed", "AWS4-HMAC-SHA256 Credential=a, SignedHeaders=host, Signature=b", 500)]
    public async Task Everything_else_answers_as_usual_and_what_cannot_be_checked_answers_500(string path, string? authorization, int status)
    {
        await using var gateway = await StartAsync();

        using var response =
            authorization is null ? await gateway.SendAsync("GET", path) : await gateway.SendAsync("GET", path, ("Authorization", authorization));

        Assert.Equal(status, (int)response.StatusCode);
    }

    [Fact]
    public async Task The_gateway_names_each_route_and_authorizer_that_cannot_run()
    {
        await using var gateway = await StartAsync();

        Assert.Equal(
            ["GET /broken answers 500:", "GET /mistake cannot run", "GET /script cannot run", "POST /queue cannot run", "The authorizer Guarded cannot", "The authorizer Signed cannot"],
            gateway.Unavailable.Select(text => string.Join(' ', text.Split(' ').Take(4))).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_path_that_breaks_the_rules_of_API_Gateway_is_left_aside() =>
        Assert.Contains(
            "Api.Properties.DefinitionBody.paths.nowhere: a path must begin with '/'",
            SamTemplate.Parse(Text, new() { Partial = true }).IgnoredLocally);

    [Fact]
    public void Without_partial_the_start_stops_with_one_finding_for_each_cause()
    {
        var findings = Templates.Refused(Text);

        Assert.Equal(7, findings.Count);
        Assert.Single(findings, finding => finding.StartsWith("Script.Properties.Runtime: ", StringComparison.Ordinal));
        Assert.Single(findings, finding => finding.StartsWith("Guard.Properties.Runtime: ", StringComparison.Ordinal));
    }

    private static Task<TestGateway> StartAsync() => TestGateway.StartAsync(SamTemplate.Parse(Text, new() { Partial = true }));
}
