using System.Text.Json.Nodes;
using LambdaCrud.Benchmarks;

namespace LambdaCrud.ColdStarts;

/// <summary>The answers of a DynamoDB that has each item that it is asked for. Each item is a product.</summary>
internal static class ConstantItems
{
    public static async Task<JsonNode> AnswerToAsync(string action, Stream body)
    {
        var request = (await JsonNode.ParseAsync(body))!;
        return action switch
        {
            "Query" or "Scan" => new JsonObject { ["Items"] = new JsonArray([.. Enumerable.Range(0, 20).Select(_ => Item())]), ["Count"] = 20 },
            "GetItem" => request["Key"]!["pk"]!["S"]!.GetValue<string>().Contains('#') ? new JsonObject { ["Item"] = Item(request["Key"]) } : new JsonObject(),
            "UpdateItem" => new JsonObject { ["Attributes"] = Item(request["Key"]) },
            "BatchGetItem" => new JsonObject
            {
                ["Responses"] = new JsonObject(request["RequestItems"]!.AsObject().Select(table => KeyValuePair.Create(
                    table.Key,
                    (JsonNode?)new JsonArray([.. table.Value!["Keys"]!.AsArray().Select(key => Item(key))])))),
            },
            _ => new JsonObject(),
        };
    }

    private static JsonObject Item(JsonNode? key = null)
    {
        var item = StoredProduct.Create();
        foreach (var (name, value) in key?.AsObject() ?? [])
            item[name] = value!.DeepClone();
        item["id"] = new JsonObject { ["S"] = item["pk"]!["S"]!.GetValue<string>().Split('#')[^1] };
        item["status"] = new JsonObject { ["S"] = "placed" };
        return item;
    }
}
