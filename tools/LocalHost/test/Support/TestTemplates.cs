using System.Text.Json;

namespace LocalHost.Tests.Support;

/// <summary>The template that the tests of the host run: one table, and three routes of a function in the test's own assembly.</summary>
internal static class TestTemplates
{
    /// <summary>Writes <c>seed.json</c>: two items for the route of the template.</summary>
    public static string WriteSeedTo(TemporaryFolder folder) => folder.Write("seed.json", """
        {
          "route": "/things/{id}",
          "groups": ["keepers"],
          "items": [{ "id": "one", "body": { "size": 1 } }, { "id": "a b", "body": { "size": 2 } }]
        }
        """);

    /// <summary>Writes <c>template.json</c>. The table's name is the parameter TableName.</summary>
    public static string WriteTo(TemporaryFolder folder, string category = "category")
    {
        var code = JsonSerializer.Serialize(AppContext.BaseDirectory);
        var notes = JsonSerializer.Serialize(folder.File("notes.txt"));
        return folder.Write("template.json", $$"""
            {
              "Transform": "AWS::Serverless-2016-10-31",
              "Parameters": { "TableName": { "Type": "String", "Default": "things" } },
              "Resources": {
                "Things": {
                  "Type": "AWS::DynamoDB::Table",
                  "Properties": {
                    "TableName": { "Ref": "TableName" },
                    "BillingMode": "PAY_PER_REQUEST",
                    "AttributeDefinitions": [
                      { "AttributeName": "pk", "AttributeType": "S" },
                      { "AttributeName": "{{category}}", "AttributeType": "S" }
                    ],
                    "KeySchema": [{ "AttributeName": "pk", "KeyType": "HASH" }],
                    "GlobalSecondaryIndexes": [
                      {
                        "IndexName": "byCategory",
                        "KeySchema": [{ "AttributeName": "{{category}}", "KeyType": "HASH" }],
                        "Projection": { "ProjectionType": "ALL" }
                      }
                    ]
                  }
                },
                "Api": {
                  "Type": "AWS::Serverless::Api",
                  "Properties": {
                    "StageName": "Prod",
                    "AccessLogSetting": { "Format": "$context.requestId $context.httpMethod $context.path $context.status" },
                    "Auth": {
                      "Authorizers": { "Pool": { "UserPoolArn": { "Fn::GetAtt": ["Users", "Arn"] } } },
                      "UsagePlan": { "CreateUsagePlan": "PER_API" }
                    }
                  }
                },
                "Users": { "Type": "AWS::Cognito::UserPool", "Properties": {} },
                "WebClient": { "Type": "AWS::Cognito::UserPoolClient", "Properties": {
                  "UserPoolId": { "Ref": "Users" }, "AllowedOAuthFlowsUserPoolClient": true, "AllowedOAuthFlows": ["code"],
                  "AllowedOAuthScopes": ["openid"], "CallbackURLs": ["http://localhost:8080/"]
                } },
                "Notes": {
                  "Type": "AWS::Serverless::Function",
                  "Properties": {
                    "Runtime": "dotnet10",
                    "CodeUri": {{code}},
                    "Handler": "LocalHost.Tests::LocalHost.Tests.Support.NotesFunction::Note",
                    "Timeout": 10,
                    "Environment": { "Variables": { "NOTES_FILE": {{notes}} } },
                    "Events": {
                      "Put": {
                        "Type": "Api",
                        "Properties": {
                          "RestApiId": { "Ref": "Api" },
                          "Path": "/things/{id}",
                          "Method": "PUT",
                          "Auth": { "Authorizer": "Pool" }
                        }
                      },
                      "Get": { "Type": "Api", "Properties": { "RestApiId": { "Ref": "Api" }, "Path": "/notes", "Method": "GET" } },
                      "Partners": {
                        "Type": "Api",
                        "Properties": {
                          "RestApiId": { "Ref": "Api" }, "Path": "/partners", "Method": "GET", "Auth": { "ApiKeyRequired": true }
                        }
                      }
                    }
                  }
                }
              }
            }
            """);
    }
}
