using System.Text.Json.Nodes;
using LambdaCrud.Benchmarks;

namespace LambdaCrud.ColdStarts;

/// <summary>The answers of a DynamoDB that has each item that it is asked for. Each item has the attributes of a product and of an order.</summary>
internal static class ConstantItems
{
    private const string OrderAttributes = """
        {
          "status": {"S": "placed"}, "totalAmount": {"N": "2500"}, "currency": {"S": "EUR"}, "placedAt": {"S": "2026-11-22T14:29:00.123Z"},
          "lines": {"L": [{"M": {
            "productId": {"S": "0193517a-5d4c-7c1e-9a9f-0123456789ab"}, "name": {"S": "Espresso Cup"},
            "quantity": {"N": "2"}, "unitAmount": {"N": "1250"}
          }}]}
        }
        """;

    public static async Task<JsonNode> AnswerToAsync(string action, Stream body)
    {
        var request = (await JsonNode.ParseAsync(body))!;
        return action switch
        {
            "Query" or "Scan" => new JsonObject { ["Items"] = new JsonArray([.. Enumerable.Range(0, 20).Select(_ => Item())]), ["Count"] = 20 },
            "GetItem" => Exists(request["Key"]!) ? new JsonObject { ["Item"] = Item(request["Key"]) } : new JsonObject(),
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

    /// <summary>There are products and orders, and no records of keys that were sent before.</summary>
    private static bool Exists(JsonNode key) => Text(key, "sk") is "PRODUCT" or ['O', 'R', 'D', 'E', 'R', ..];

    private static JsonObject Item(JsonNode? key = null)
    {
        var item = StoredProduct.Create();
        foreach (var (name, value) in JsonNode.Parse(OrderAttributes)!.AsObject().Concat(key?.AsObject() ?? []))
            item[name] = value!.DeepClone();
        item["id"] = new JsonObject { ["S"] = (Text(item, "sk") == "PRODUCT" ? Text(item, "pk") : Text(item, "sk")).Split('#')[^1] };
        item["customerId"] = new JsonObject { ["S"] = Text(item, "pk").Split('#')[^1] };
        return item;
    }

    private static string Text(JsonNode item, string name) => (string)item[name]!["S"]!;
}
