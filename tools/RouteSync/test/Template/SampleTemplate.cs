using System.Text.Json.Nodes;
using RouteSync.Declarations;
using RouteSync.Direct;
using RouteSync.Template;
using RouteSync.Tests.Sample;

namespace RouteSync.Tests.Template;

/// <summary>A template of the sample API: what people and the Annotations generator write.</summary>
internal static class SampleTemplate
{
    public static string Text { get; } = """
        {
          "Parameters": {
            "AllowedOrigin": {"Type": "String"}, "CacheTtl": {"Type": "Number"}, "Memory": {"Type": "Number"},
            "RequestRateLimit": {"Type": "Number"}, "RequestBurstLimit": {"Type": "Number"},
            "WriteRateLimit": {"Type": "Number"}, "WriteBurstLimit": {"Type": "Number"}
          },
          "Conditions": {"IsCached": {"Fn::Equals": ["a", "a"]}},
          "Globals": {"Function": {
            "MemorySize": {"Ref": "Memory"}, "Timeout": 10, "DeploymentPreference": {"Alarms": [{"Ref": "MyAlarm"}]}
          }},
          "Resources": {
            "Api": {"Type": "AWS::Serverless::Api", "Properties": {
              "StageName": "dev",
              "GatewayResponses": {"DEFAULT_4XX": {"ResponseParameters": {"Headers": {"Access-Control-Expose-Headers": "''"}}}},
              "DefinitionBody": {"swagger": "2.0"}
            }},
            "Table": {"Type": "AWS::DynamoDB::Table"},
            "AlarmTopic": {"Type": "AWS::SNS::Topic"},
            "MyAlarm": {"Type": "AWS::CloudWatch::Alarm"},
            "WriteNote": {
              "Type": "AWS::Serverless::Function",
              "Metadata": {"Tool": "Amazon.Lambda.Annotations"},
              "Properties": {
                "MemorySize": 512, "Timeout": 30, "Policies": ["AWSLambdaBasicExecutionRole"],
                "Events": {"RootPost": {"Type": "Api", "Properties": {"Path": "/notes", "Method": "POST"}}}
              }
            },
            "Board": {"Type": "AWS::CloudWatch::Dashboard", "Properties": {"DashboardBody": {"Fn::Join": ["\n", [
              "\"alarms\": [",
              {"Fn::Sub": "  \"${OldFunctionErrors.Arn}\""},
              "], \"metrics\": [",
              {"Fn::Sub": "  [\"AWS/Lambda\", \"Errors\", \"FunctionName\", \"${Gone}\"]"},
              "]"
            ]]}}}
          }
        }
        """;

    private static readonly DirectTemplates Templates = new()
    {
        Request = new("a test", ["request"]),
        Response = new("a test", ["response"]),
        Error = new("a test", ["error"]),
        Outage = new("a test", ["outage"]),
    };

    public static JsonObject Written(string? text = null) => JsonNode.Parse(Write(text).Text)!.AsObject();

    public static WrittenTemplate Write(string? text = null, bool overwrite = false, Func<DeclaredApi, DeclaredApi>? change = null)
    {
        var api = SampleApi.Read();
        return TemplateWriter.Write(text ?? Text, change is null ? api : change(api), _ => Templates, overwrite);
    }
}
