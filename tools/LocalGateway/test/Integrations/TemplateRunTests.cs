using System.Net;
using System.Text;
using LocalGateway.Template;
using LocalGateway.Tests.Support;

namespace LocalGateway.Tests.Integrations;

/// <summary>Typical integrations, from the text of a template to the reply.</summary>
public sealed class TemplateRunTests
{
    // {{backend}} stands for a server of the test.
    private const string Template = """"
        Transform: AWS::Serverless-2016-10-31
        Resources:
          Api:
            Type: AWS::Serverless::Api
            Properties:
              StageName: live
              Variables: { table: Things }
              MinimumCompressionSize: 100000
              DefinitionBody:
                swagger: "2.0"
                paths:
                  /things/{id}:
                    get:
                      parameters:
                        - { name: id, in: path, required: true, type: string }
                      responses:
                        "200": { description: Found, headers: { ETag: { type: string } } }
                        "404": { description: Not there }
                        "500": { description: Refused }
                      x-amazon-apigateway-integration:
                        type: aws
                        httpMethod: POST
                        uri: !Sub arn:aws:apigateway:${AWS::Region}:dynamodb:action/GetItem
                        credentials: !GetAtt Reader.Arn
                        passthroughBehavior: NEVER
                        requestTemplates:
                          application/json: |-
                            {"TableName": "$stageVariables.table", "Key": {"pk": {"S": "THING#$util.escapeJavaScript($util.urlDecode($input.params('id')))"}}}
                        responses:
                          default:
                            statusCode: "200"
                            responseTemplates:
                              application/json: |-
                                #set($item = $input.path('$.Item'))
                                #if($item == "")
                                #set($context.responseOverride.status = 404){"code": "not-found"}
                                #else
                                #set($context.responseOverride.header.ETag = """$item.version.N""")
                                {"name": "$util.escapeJavaScript($item.name.S)"}
                                #end
                          "4\\d{2}":
                            statusCode: "500"
                            responseTemplates: { application/json: '{"code": "refused"}' }
                    delete:
                      parameters:
                        - { name: id, in: path, required: true, type: string }
                      responses: { "204": { description: Gone }, "500": { description: Refused } }
                      x-amazon-apigateway-integration:
                        type: aws
                        httpMethod: POST
                        uri: !Sub arn:aws:apigateway:${AWS::Region}:dynamodb:action/DeleteItem
                        credentials: !GetAtt Reader.Arn
                        requestTemplates:
                          application/json: '{"TableName": "$stageVariables.table", "Key": {"pk": {"S": "THING#1"}}}'
                        responses:
                          default: { statusCode: "204" }
                          "4\\d{2}": { statusCode: "500", responseTemplates: { application/json: '{"code": "$input.path(''$.__type'').split(''#'')[1]"}' } }
                  /backend/{proxy+}:
                    x-amazon-apigateway-any-method:
                      parameters:
                        - { name: proxy, in: path, required: true, type: string }
                      responses: {}
                      x-amazon-apigateway-integration:
                        type: http_proxy
                        httpMethod: ANY
                        uri: {{backend}}/v1/{proxy}
                        requestParameters: { integration.request.path.proxy: method.request.path.proxy }
          Things:
            Type: AWS::DynamoDB::Table
            Properties:
              TableName: Things
              BillingMode: PAY_PER_REQUEST
              AttributeDefinitions: [{ AttributeName: pk, AttributeType: S }]
              KeySchema: [{ AttributeName: pk, KeyType: HASH }]
          Reader:
            Type: AWS::IAM::Role
            Properties:
              AssumeRolePolicyDocument:
                Version: "2012-10-17"
                Statement: [{ Effect: Allow, Principal: { Service: apigateway.amazonaws.com }, Action: sts:AssumeRole }]
              Policies:
                - PolicyName: read
                  PolicyDocument:
                    Version: "2012-10-17"
                    Statement: [{ Effect: Allow, Action: dynamodb:GetItem, Resource: !GetAtt Things.Arn }]
        """";

    [Fact]
    public async Task An_item_becomes_JSON_with_its_version_as_the_ETag()
    {
        await using var dynamoDb = await DynamoDb.DynamoDbApi.ServerAsync("""{"Item":{"pk":{"S":"THING#a b"},"name":{"S":"A \"thing\""},"version":{"N":"3"}}}""");
        await using var gateway = await StartAsync(dynamoDb);

        using var response = await gateway.Client.GetAsync("/things/a%20b");

        Assert.Equal("""{"TableName": "Things", "Key": {"pk": {"S": "THING#a b"}}}""", Assert.Single(dynamoDb.Requests).Text);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("\"3\"", response.Headers.ETag?.Tag);
        Assert.Equal("""{"name": "A \"thing\""}""", (await response.Content.ReadAsStringAsync()).Trim());
    }

    [Fact]
    public async Task A_GET_of_a_missing_item_gets_404()
    {
        await using var dynamoDb = await DynamoDb.DynamoDbApi.ServerAsync();
        await using var gateway = await StartAsync(dynamoDb);

        using var response = await gateway.Client.GetAsync("/things/1");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("""{"code": "not-found"}""", (await response.Content.ReadAsStringAsync()).Trim());
    }

    [Fact]
    public async Task A_role_that_allows_only_reads_cannot_delete_an_item()
    {
        await using var dynamoDb = await DynamoDb.DynamoDbApi.ServerAsync();
        await using var gateway = await StartAsync(dynamoDb);

        using var response = await gateway.Client.DeleteAsync("/things/1");

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal("""{"code": "AccessDeniedException"}""", await response.Content.ReadAsStringAsync());
        Assert.Empty(dynamoDb.Requests);
    }

    [Fact]
    public async Task A_proxied_backend_gets_the_rest_of_the_path()
    {
        await using var backend = await RecordingServer.StartAsync(201, "made");
        await using var gateway = await StartAsync(backend);

        using var response = await gateway.Client.PutAsync("/backend/a/b?q=1", new StringContent("body", Encoding.UTF8, "text/plain"));

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal("made", await response.Content.ReadAsStringAsync());
        Assert.Equal("PUT /v1/a/b?q=1 body", Assert.Single(backend.Requests) is var request ? $"{request.HttpMethod} {request.Target} {request.Text}" : "");
    }

    private static Task<TestGateway> StartAsync(RecordingServer server)
    {
        var template = Template.Replace("{{backend}}", server.Origin, StringComparison.Ordinal);
        var deployment = SamTemplate.Parse(template, new TemplateOptions());
        return TestGateway.StartAsync(new TestApi(), options => options with { Deployment = deployment, DynamoDbEndpoint = server.Url });
    }
}
