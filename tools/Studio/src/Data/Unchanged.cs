using System.Text.Json.Nodes;

namespace Studio.Data;

/// <summary>The condition that an item is still as the page has read it.</summary>
internal static class Unchanged
{
    /// <param name="request">A request to put or delete an item; it gets the condition.</param>
    /// <param name="keys">The names of the key attributes.</param>
    /// <param name="before">The item as it was read; null if it must not exist yet.</param>
    /// <param name="added">The names of the attributes that the request adds.</param>
    public static void Require(JsonObject request, IReadOnlyList<string> keys, JsonObject? before, IEnumerable<string> added)
    {
        var conditions = new List<string>();
        var names = new JsonObject();
        var values = new JsonObject();
        foreach (var (name, value) in before ?? [])
        {
            var index = names.Count;
            names[$"#n{index}"] = name;
            values[$":v{index}"] = value?.DeepClone();
            conditions.Add($"#n{index} = :v{index}");
        }

        foreach (var name in before is null ? keys : added)
        {
            var index = names.Count;
            names[$"#n{index}"] = name;
            conditions.Add($"attribute_not_exists(#n{index})");
        }

        request["ConditionExpression"] = string.Join(" AND ", conditions);
        request["ExpressionAttributeNames"] = names;
        if (values.Count > 0)
            request["ExpressionAttributeValues"] = values;
        request["ReturnValuesOnConditionCheckFailure"] = "ALL_OLD";
    }
}
