using System.Text.Json.Nodes;
using LocalGateway.Model;
using LocalGateway.Template;

namespace LocalGateway.Tests.Template;

/// <summary>A template like those of the Annotations generator: functions with events and a hand-written definition.</summary>
public sealed class StorefrontTemplateTests
{
    private const string Text = """
        {
          "AWSTemplateFormatVersion": "2010-09-09",
          "Transform": "AWS::Serverless-2016-10-31",
          "Parameters": { "Origin": { "Type": "String", "Default": "https://shop.example" } },
          "Globals": { "Function": { "Runtime": "dotnet10", "CodeUri": "src/Shop", "Timeout": 10, "Environment": { "Variables": { "TABLE": { "Ref": "Products" } } } } },
          "Resources": {
            "Products": {
              "Type": "AWS::DynamoDB::Table",
              "DeletionPolicy": "Retain",
              "Properties": {
                "AttributeDefinitions": [{ "AttributeName": "pk", "AttributeType": "S" }],
                "KeySchema": [{ "AttributeName": "pk", "KeyType": "HASH" }],
                "BillingMode": "PAY_PER_REQUEST",
                "PointInTimeRecoverySpecification": { "PointInTimeRecoveryEnabled": true }
              }
            },
            "Pool": { "Type": "AWS::Cognito::UserPool" },
            "App": { "Type": "AWS::Cognito::UserPoolClient", "Properties": { "UserPoolId": { "Ref": "Pool" }, "GenerateSecret": false } },
            "Admins": { "Type": "AWS::Cognito::UserPoolGroup", "Properties": { "UserPoolId": { "Ref": "Pool" }, "GroupName": "catalog-admins" } },
            "Reader": {
              "Type": "AWS::IAM::Role",
              "Properties": {
                "AssumeRolePolicyDocument": { "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Principal": { "Service": "apigateway.amazonaws.com" }, "Action": "sts:AssumeRole" }] },
                "Policies": [{ "PolicyName": "read", "PolicyDocument": { "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Action": "dynamodb:GetItem", "Resource": { "Fn::GetAtt": ["Products", "Arn"] } }] } }]
              }
            },
            "Key": {
              "Type": "AWS::SecretsManager::Secret",
              "Properties": { "GenerateSecretString": { "PasswordLength": 64 } }
            },
            "AnnotationsRestApi": {
              "Type": "AWS::Serverless::Api",
              "Properties": {
                "StageName": "Prod",
                "MergeDefinitions": true,
                "Auth": {
                  "DefaultAuthorizer": "Users",
                  "Authorizers": { "Users": { "UserPoolArn": { "Fn::GetAtt": ["Pool", "Arn"] } } },
                  "AddDefaultAuthorizerToCorsPreflight": false
                },
                "Cors": { "AllowOrigin": { "Fn::Sub": "'${Origin}'" }, "AllowHeaders": "'Authorization'", "MaxAge": "'600'" },
                "DefinitionBody": {
                  "swagger": "2.0",
                  "info": { "title": "shop", "version": "1" },
                  "paths": {
                    "/health": {
                      "get": {
                        "security": [{ "NONE": [] }],
                        "responses": { "200": { "description": "OK" } },
                        "x-amazon-apigateway-integration": {
                          "type": "mock",
                          "requestTemplates": { "application/json": "{\"statusCode\": 200}" },
                          "responses": { "default": { "statusCode": "200", "responseTemplates": { "application/json": { "Fn::Join": ["\n", ["{", "  \"ok\": true", "}"]] } } } }
                        }
                      }
                    },
                    "/products/{id}": {
                      "get": {
                        "security": [{ "NONE": [] }],
                        "parameters": [{ "name": "id", "in": "path", "required": true, "type": "string" }],
                        "responses": { "200": { "description": "OK", "headers": { "ETag": { "type": "string" } } }, "404": { "description": "none" } },
                        "x-amazon-apigateway-integration": {
                          "type": "aws",
                          "httpMethod": "POST",
                          "uri": { "Fn::Sub": "arn:aws:apigateway:${AWS::Region}:dynamodb:action/GetItem" },
                          "credentials": { "Fn::GetAtt": ["Reader", "Arn"] },
                          "passthroughBehavior": "never",
                          "requestTemplates": { "application/json": { "Fn::Sub": "{\"TableName\": \"${Products}\"}" } },
                          "responses": { "200": { "statusCode": "200", "responseParameters": { "method.response.header.ETag": "'x'" } } }
                        }
                      }
                    }
                  }
                }
              }
            },
            "ProductFunctionsCreateGenerated": {
              "Type": "AWS::Serverless::Function",
              "Metadata": { "Tool": "Amazon.Lambda.Annotations" },
              "Properties": {
                "Handler": "Shop::Shop.ProductFunctions_Create_Generated::Create",
                "MemorySize": 512,
                "Policies": ["AWSLambdaBasicExecutionRole"],
                "Environment": { "Variables": { "KEY": { "Fn::Sub": "{{resolve:secretsmanager:${Key}}}" } } },
                "Events": {
                  "RootPost": { "Type": "Api", "Properties": { "Path": "/products", "Method": "POST", "RestApiId": { "Ref": "AnnotationsRestApi" } } }
                }
              }
            },
            "Errors": { "Type": "AWS::CloudWatch::Alarm", "Properties": { "MetricName": { "Ref": "AnnotationsRestApi" } } }
          },
          "Outputs": { "Url": { "Value": { "Fn::Sub": "https://${AnnotationsRestApi}.execute-api.${AWS::Region}.amazonaws.com/${AnnotationsRestApiProdStage}" } } }
        }
        """;

    private static readonly TemplateOptions Options = new() { GeneratedSecret = id => $"local secret of {id}" };

    private static readonly Deployment Shop = SamTemplate.Parse(Text, Options, folder: Path.GetFullPath("/shop"));

    private static RestApi Api => Assert.Single(Shop.RestApis);

    [Fact]
    public void Routes_come_from_the_definition_the_events_and_Cors() =>
        Assert.Equal(
            ["GET /health", "GET /products/{id}", "OPTIONS /health", "OPTIONS /products", "OPTIONS /products/{id}", "POST /products"],
            Api.Routes());

    [Fact]
    public void A_function_has_its_own_properties_and_the_others_from_Globals()
    {
        var function = Shop.Functions["ProductFunctionsCreateGenerated"];

        Assert.Equal("Shop::Shop.ProductFunctions_Create_Generated::Create", function.Handler);
        Assert.Equal(Path.GetFullPath("/shop/src/Shop"), function.CodePath);
        Assert.Equal(TimeSpan.FromSeconds(10), function.Timeout);
        Assert.Equal(512, function.MemorySize);
        Assert.Equal(new Dictionary<string, string> { ["TABLE"] = "Products", ["KEY"] = "local secret of Key" }, function.Environment);
    }

    [Fact]
    public void An_event_becomes_a_proxy_integration_behind_the_default_authorizer()
    {
        var method = Api.Method("POST", "/products");

        Assert.Equal("ProductFunctionsCreateGenerated", Assert.IsType<LambdaProxyIntegration>(method.Integration).Function);
        Assert.Equal("Users", method.Authorizer);
        Assert.Equal(["Pool"], Assert.IsType<CognitoAuthorizer>(Api.Authorizers["Users"]).UserPools);
    }

    [Fact]
    public void A_DynamoDB_integration_has_its_action_its_role_and_its_mappings()
    {
        var method = Api.Method("GET", "/products/{id}");
        var integration = Assert.IsType<AwsActionIntegration>(method.Integration);

        Assert.Null(method.Authorizer);
        Assert.Equal(("dynamodb", "GetItem", "POST", "Reader"), (integration.Service, integration.Action, integration.HttpMethod, integration.CredentialsRole));
        Assert.Equal("{\"TableName\": \"Products\"}", integration.RequestTemplates["application/json"]);
        Assert.Equal(PassthroughBehavior.Never, integration.PassthroughBehavior);
        Assert.Equal("200", Assert.Single(integration.Responses).SelectionPattern);
        Assert.Equal(["ETag"], method.MethodResponses[200]);
    }

    [Fact]
    public void Lines_in_a_Join_become_one_mapping_template() =>
        Assert.Equal(
            "{\n  \"ok\": true\n}",
            Assert.Single(Assert.IsType<MockIntegration>(Api.Method("GET", "/health").Integration).Responses).ResponseTemplates["application/json"]);

    [Fact]
    public void A_preflight_has_the_settings_of_Cors_and_no_authorizer()
    {
        var method = Api.Method("OPTIONS", "/products");
        var answer = Assert.Single(Assert.IsType<MockIntegration>(method.Integration).Responses);

        Assert.Null(method.Authorizer);
        Assert.Null(answer.SelectionPattern);
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["method.response.header.Access-Control-Allow-Origin"] = "'https://shop.example'",
                ["method.response.header.Access-Control-Allow-Headers"] = "'Authorization'",
                ["method.response.header.Access-Control-Allow-Methods"] = "'OPTIONS,POST'",
                ["method.response.header.Access-Control-Max-Age"] = "'600'",
            },
            answer.ResponseParameters);
    }

    [Fact]
    public void A_user_pool_has_its_clients_and_groups()
    {
        var pool = Shop.UserPools["Pool"];

        Assert.Matches("^us-east-1_[A-Za-z0-9]{9}$", pool.PoolId);
        Assert.Equal($"https://cognito-idp.us-east-1.amazonaws.com/{pool.PoolId}", pool.Issuer);
        Assert.Matches("^[a-z0-9]{26}$", pool.ClientIds["App"]);
        Assert.Equal(["catalog-admins"], pool.Groups);
    }

    [Fact]
    public void A_role_has_the_statements_of_its_policies()
    {
        var role = Shop.Roles["Reader"];
        var statement = Assert.Single(role.Statements);

        Assert.Equal(["apigateway.amazonaws.com"], role.TrustedServices);
        Assert.True(statement.Allows);
        Assert.Equal(["dynamodb:GetItem"], statement.Actions);
        Assert.Equal(["arn:aws:dynamodb:us-east-1:123456789012:table/Products"], statement.Resources);
    }

    [Fact]
    public void Ignored_properties_and_resources_are_listed_by_name() =>
        Assert.Equal(
            [
                "Errors (AWS::CloudWatch::Alarm)",
                "Key.GenerateSecretString.PasswordLength",
                "Outputs",
                "ProductFunctionsCreateGenerated.Policies",
                "Products.DeletionPolicy",
                "Products.PointInTimeRecoverySpecification",
            ],
            Shop.IgnoredLocally);

    [Theory]
    [InlineData("\"text\"")]
    [InlineData("5")]
    [InlineData("true")]
    [InlineData("[]")]
    [InlineData("[null, {}]")]
    [InlineData("{}")]
    [InlineData("{\"Ref\": \"Pool\"}")]
    [InlineData("{\"Fn::Join\": []}")]
    public void A_wrong_value_at_any_place_of_a_template_gives_a_diagnostic_and_no_other_exception(string replacement)
    {
        var places = Places(JsonNode.Parse(Text), []).ToList();

        foreach (var place in Assert.Some(places))
        {
            var template = JsonNode.Parse(Text)!;
            var parent = place[..^1].Aggregate(template, (node, step) => step is string name ? node[name]! : node[(int)step]!);
            if (place[^1] is string member)
                parent[member] = JsonNode.Parse(replacement);
            else
                parent[(int)place[^1]] = JsonNode.Parse(replacement);

            var outcome = Record.Exception(() => SamTemplate.Parse(template.ToJsonString(), Options));

            Assert.True(outcome is null or TemplateException, $"{string.Join('.', place)} = {replacement}: {outcome}");
        }

        Assert.True(places.Count > 100);
    }

    /// <summary>The path of every node below this one: member names and indexes.</summary>
    private static IEnumerable<object[]> Places(JsonNode? node, object[] path)
    {
        var children = node switch
        {
            JsonObject map => map.Select(member => (Step: (object)member.Key, member.Value)),
            JsonArray list => list.Select((item, index) => (Step: (object)index, Value: item)),
            _ => [],
        };
        return children.SelectMany(child => Places(child.Value, [.. path, child.Step]).Prepend([.. path, child.Step]));
    }
}
