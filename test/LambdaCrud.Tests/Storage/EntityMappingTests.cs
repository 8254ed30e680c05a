using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.DataModel;
using Amazon.DynamoDBv2.DocumentModel;
using Amazon.DynamoDBv2.Model;
using LambdaCrud.Orders;
using LambdaCrud.Products;
using LambdaCrud.Storage;
using LambdaCrud.Tests.Support;

namespace LambdaCrud.Tests.Storage;

/// <summary>The generated mapping stores and reads each entity as <c>DynamoDBContext</c> does.</summary>
public sealed class EntityMappingTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 29, 12, 0, 0, 123, TimeSpan.Zero);

    private readonly WireDynamoDb _wire = new();
    private readonly DynamoDBContext _context;

    public EntityMappingTests() => _context = DynamoDb.MappingOver(_wire.Client());

    public void Dispose()
    {
        _context.Dispose();
        _wire.Dispose();
    }

    [Theory]
    [InlineData(null, "")]
    [InlineData("", "a")]
    [InlineData("Text with \"quotes\", Ünï and \u0001", "a|b|c")]
    public void A_product_is_stored_and_read_as_the_context_does(string? description, string tags)
    {
        var product = ProductWith(description, [.. tags.Split('|', StringSplitOptions.RemoveEmptyEntries)]);

        AssertSame(product, product.ToItem(), Product.FromItem, read => read.ToItem());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Please ring twice.")]
    public void An_order_is_stored_and_read_as_the_context_does(string? note)
    {
        var product = ProductWith(null, []);
        var input = new OrderInput { Lines = [new() { ProductId = product.Id, Quantity = 3 }], Note = note };
        var order = Order.Place("order-1", "customer-1", input, new Dictionary<string, Product> { [product.Id] = product }, Now);

        AssertSame(order, order.ToItem(), Order.FromItem, read => read.ToItem());
    }

    [Fact]
    public void Every_entity_that_the_code_uses_has_a_generated_mapping()
    {
        // A resource without a store has only direct routes.
        var types = typeof(Product).Assembly.GetTypes();
        var stores = types.Where(type => type.Name.EndsWith("Store", StringComparison.Ordinal)).Select(type => type.Namespace).ToHashSet();
        var entities = types.Where(type => type.IsDefined(typeof(DynamoDBTableAttribute), inherit: false) && stores.Contains(type.Namespace));

        Assert.Every(entities, type => Assert.NotNull(type.GetMethod("ToItem", NonPublic)));
    }

    private const System.Reflection.BindingFlags NonPublic = System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic;

    private static Product ProductWith(string? description, List<string> tags) => Product.Create(
        "product-1",
        new ProductInput
        {
            Name = "Kettle",
            Description = description,
            Category = "kitchen",
            Price = new Price { Amount = 1_250, Currency = "EUR" },
            Stock = 4,
            Tags = tags,
        },
        Now);

    private void AssertSame<T>(
        T entity,
        Dictionary<string, AttributeValue> item,
        Func<Dictionary<string, AttributeValue>, T> read,
        Func<T, Dictionary<string, AttributeValue>> write)
    {
        var expected = _context.ToDocument(entity).ToAttributeMap(DynamoDBEntryConversion.V2, isEmptyStringValueEnabled: true);
        Assert.Equal(Text(expected), Text(item));
        Assert.Equal(Text(expected), Text(write(read(expected))));
        Assert.Equal(Text(expected), Text(write(_context.FromDocument<T>(Document.FromAttributeMap(item)))));

        static string Text(Dictionary<string, AttributeValue> attributes) =>
            Document.FromAttributeMap(attributes.OrderBy(attribute => attribute.Key, StringComparer.Ordinal).ToDictionary()).ToJsonPretty();
    }
}
