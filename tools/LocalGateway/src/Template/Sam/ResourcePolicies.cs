using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace LocalGateway.Template.Sam;

/// <summary>The <c>ResourcePolicy</c> in the Auth of an API or of an event, as SAM writes it into the document.</summary>
/// <param name="document">The document of the API.</param>
/// <param name="stage">The name of the stage.</param>
internal sealed partial class ResourcePolicies(JsonObject document, string stage)
{
    private const string Policy = "x-amazon-apigateway-policy";

    /// <summary>Adds the statements about the methods that this path has now.</summary>
    /// <param name="policy">The lists of accounts, addresses and networks.</param>
    /// <param name="path">The path in the document.</param>
    public void Add(JsonObject policy, string path)
    {
        var resources = Resources(path);
        if (Items(policy["AwsAccountWhitelist"]) is { Count: > 0 } allowed)
            AddStatement(Statement("Allow", resources, new JsonObject { ["AWS"] = List(allowed) }));
        if (Items(policy["AwsAccountBlacklist"]) is { Count: > 0 } denied)
            AddStatement(Statement("Deny", resources, new JsonObject { ["AWS"] = List(denied) }));
        AddPair(resources, "NotIpAddress", ("aws:SourceIp", Items(policy["IpRangeWhitelist"])));
        AddPair(resources, "IpAddress", ("aws:SourceIp", Items(policy["IpRangeBlacklist"])));
        AddNetworks(policy, resources, "StringEquals", "Blacklist");
        AddNetworks(policy, resources, "StringNotEquals", "Whitelist");
    }

    /// <summary>Adds statements as the author wrote them: one, or a list.</summary>
    public void AddCustom(JsonNode? statements)
    {
        foreach (var statement in Items(statements))
            AddStatement(statement!.DeepClone());
    }

    private void AddNetworks(JsonObject policy, JsonArray resources, string condition, string list)
    {
        var named = Items(policy[$"SourceVpc{list}"]);
        AddPair(
            resources,
            condition,
            ("aws:SourceVpc", [.. named.Where(name => Begins(name, "vpc-")), .. Items(policy[$"IntrinsicVpc{list}"])]),
            ("aws:SourceVpce", [.. named.Where(name => Begins(name, "vpce-")), .. Items(policy[$"IntrinsicVpce{list}"])]));

        static bool Begins(JsonNode? name, string start) => Scalars.Text(name)?.StartsWith(start, StringComparison.Ordinal) == true;
    }

    /// <summary>SAM allows everything, and denies what meets the condition.</summary>
    private void AddPair(JsonArray resources, string condition, params (string Key, IReadOnlyList<JsonNode?> Values)[] keys)
    {
        var values = new JsonObject(keys.Where(key => key.Values.Count > 0)
            .Select(key => KeyValuePair.Create<string, JsonNode?>(key.Key, List(key.Values))));
        if (values.Count == 0)
            return;
        AddStatement(Statement("Allow", resources, "*"));
        var deny = Statement("Deny", resources, "*");
        deny["Condition"] = new JsonObject { [condition] = values };
        AddStatement(deny);
    }

    private static JsonObject Statement(string effect, JsonArray resources, JsonNode principal) => new()
    {
        ["Effect"] = effect,
        ["Action"] = "execute-api:Invoke",
        ["Resource"] = resources.DeepClone(),
        ["Principal"] = principal,
    };

    private void AddStatement(JsonNode statement)
    {
        if (document[Policy] is not JsonObject policy)
            document[Policy] = policy = new JsonObject { ["Version"] = "2012-10-17" };
        if (policy["Statement"] is not JsonArray statements)
            policy["Statement"] = statements = List(Items(policy["Statement"]));
        if (!statements.Any(known => JsonNode.DeepEquals(known, statement)))
            statements.Add(statement);
    }

    private JsonArray Resources(string path) =>
    [
        .. from member in document["paths"]?[path] as JsonObject ?? []
           let method = member.Key is "any" or EventMethods.AnyMethod ? "*" : member.Key.ToUpperInvariant()
           select JsonValue.Create($"execute-api:/{stage}/{method}{Variable().Replace(path, "*")}"),
    ];

    [GeneratedRegex(@"\{[a-zA-Z0-9._-]+\+?\}")]
    private static partial Regex Variable();

    private static IReadOnlyList<JsonNode?> Items(JsonNode? node) => node switch
    {
        null => [],
        JsonArray list => [.. list],
        _ => [node],
    };

    private static JsonArray List(IReadOnlyList<JsonNode?> items) => [.. items.Select(item => item?.DeepClone())];
}
