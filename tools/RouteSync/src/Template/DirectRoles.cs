using System.Text.Json.Nodes;
using RouteSync.Declarations;

namespace RouteSync.Template;

/// <summary>The role of each direct route. It allows the one action of the route on the partitions that the route's key can name.</summary>
internal static class DirectRoles
{
    public static string NameOf(DeclaredRoute route) => $"{route.Name}Role";

    public static IEnumerable<(string Name, JsonObject Resource)> Of(DeclaredApi api, SamTemplate template) =>
        from route in api.Routes
        where route.Direct is { Name: not "Mock" }
        select (NameOf(route), Role(route, template.TableId));

    private static JsonObject Role(DeclaredRoute route, string table) => new()
    {
        ["Type"] = "AWS::IAM::Role",
        ["Properties"] = new JsonObject
        {
            ["Description"] = $"Allows {route.Label} to call {route.Direct!.Name}.",
            ["AssumeRolePolicyDocument"] = Policy(new JsonObject
            {
                ["Effect"] = "Allow",
                ["Principal"] = new JsonObject { ["Service"] = "apigateway.amazonaws.com" },
                ["Action"] = "sts:AssumeRole",
            }),
            ["Policies"] = Json.List(new JsonObject
            {
                ["PolicyName"] = route.Name,
                ["PolicyDocument"] = Policy(new JsonObject
                {
                    ["Effect"] = "Allow",
                    ["Action"] = Json.List($"dynamodb:{route.Direct.Name}"),
                    ["Resource"] = Intrinsic.Arn(table),
                    ["Condition"] = new JsonObject
                    {
                        ["ForAllValues:StringLike"] = new JsonObject
                        {
                            ["dynamodb:LeadingKeys"] = Json.List($"{route.Direct.PartitionKey!.Split('{')[0]}*"),
                        },
                    },
                }),
            }),
        },
    };

    private static JsonObject Policy(JsonObject statement) => new() { ["Version"] = "2012-10-17", ["Statement"] = Json.List(statement) };
}
