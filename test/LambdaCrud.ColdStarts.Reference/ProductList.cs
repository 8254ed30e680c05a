using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;
using Amazon.Lambda.Serialization.SystemTextJson;

[assembly: LambdaSerializer(typeof(SourceGeneratorLambdaJsonSerializer<LambdaCrud.ColdStarts.Reference.Json>))]

namespace LambdaCrud.ColdStarts.Reference;

/// <summary>
/// The usual small function, to compare cold starts with: it lists products with the SDK's client, as in AWS's own samples. It has no
/// warm-up, no checks and no log.
/// </summary>
public sealed class ProductList
{
    private static readonly AmazonDynamoDBClient Client = new();
    private readonly string _table = Environment.GetEnvironmentVariable("TABLE_NAME") ?? "";

    public async Task<APIGatewayProxyResponse> ListAsync(APIGatewayProxyRequest request, ILambdaContext context)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(context);
        var page = await Client.ScanAsync(new ScanRequest { TableName = _table, Limit = 20 });
        List<ListedProduct> products = [.. page.Items.Select(item =>
            new ListedProduct(item["id"].S, item["name"].S, decimal.Parse(item["priceAmount"].N, CultureInfo.InvariantCulture)))];
        return new()
        {
            StatusCode = 200,
            Headers = new Dictionary<string, string> { ["Content-Type"] = "application/json" },
            Body = JsonSerializer.Serialize(products, Json.Default.ListListedProduct),
        };
    }
}

public sealed record ListedProduct(string Id, string Name, decimal Price);

[JsonSerializable(typeof(APIGatewayProxyRequest))]
[JsonSerializable(typeof(APIGatewayProxyResponse))]
[JsonSerializable(typeof(List<ListedProduct>))]
public sealed partial class Json : JsonSerializerContext;
