using System.Text.Json.Nodes;

namespace LambdaCrud.Benchmarks;

/// <summary>A product as DynamoDB stores it, in DynamoDB's JSON.</summary>
internal static class StoredProduct
{
    public const string Id = "0193517a-5d4c-7c1e-9a9f-0123456789ab";

    public static JsonObject Create() => JsonNode.Parse($$"""
        {
          "pk": {"S": "PRODUCT#{{Id}}"}, "sk": {"S": "PRODUCT"}, "id": {"S": "{{Id}}"},
          "name": {"S": "Espresso Cup"}, "description": {"S": "Holds 80 ml. Thick walls keep the coffee warm."},
          "category": {"S": "kitchen"}, "sortName": {"S": "espresso cup"}, "priceAmount": {"N": "1250"}, "priceCurrency": {"S": "EUR"},
          "stock": {"N": "700"}, "tags": {"L": [{"S": "new"}, {"S": "cup"}]},
          "createdAt": {"S": "2026-11-22T14:29:00.123Z"}, "updatedAt": {"S": "2026-11-23T08:00:00.000Z"}, "version": {"N": "3"}
        }
        """)!.AsObject();
}
