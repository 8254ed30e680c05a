using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using LambdaCrud.Http;
using LambdaCrud.Orders;
using LambdaCrud.Products;

namespace LambdaCrud;

/// <summary>
/// Every JSON shape that the API reads or writes. Members are camelCase. Null members are not written. Reading is strict: it refuses
/// unknown members, repeated members, numbers in quotes, and null for required members.
/// </summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Strict,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(ProductInput))]
[JsonSerializable(typeof(ProductResponse))]
[JsonSerializable(typeof(Page<ProductResponse>), TypeInfoPropertyName = "ProductPage")]
[JsonSerializable(typeof(StockAdjustment))]
[JsonSerializable(typeof(BatchItemResult[]), TypeInfoPropertyName = "BatchResults")]
[JsonSerializable(typeof(OrderInput))]
[JsonSerializable(typeof(OrderResponse))]
[JsonSerializable(typeof(Page<OrderResponse>), TypeInfoPropertyName = "OrderPage")]
[JsonSerializable(typeof(List<Shortage>))]
[JsonSerializable(typeof(JsonNode))]
internal sealed partial class ApiJson : JsonSerializerContext
{
    public static string Write<T>(T value, JsonTypeInfo<T> type) =>
        JsonText.Write((value, type), static (writer, it) => JsonSerializer.Serialize(writer, it.value, it.type));
}
