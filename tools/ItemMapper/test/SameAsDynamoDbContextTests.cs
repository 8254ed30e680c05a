using Amazon;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.DataModel;
using Amazon.DynamoDBv2.DocumentModel;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace ItemMapper.Tests;

/// <summary>The generated mapping and <c>DynamoDBContext</c> store the same items and read the same objects.</summary>
public sealed class SameAsDynamoDbContextTests : IDisposable
{
    private readonly AmazonDynamoDBClient _client = new(new BasicAWSCredentials("id", "secret"), RegionEndpoint.EUWest1);
    private readonly DynamoDBContext _context;

    public SameAsDynamoDbContextTests() => _context = new DynamoDBContextBuilder()
        .WithDynamoDBClient(() => _client)
        .ConfigureContext(config =>
        {
            config.Conversion = DynamoDBEntryConversion.V2;
            config.IsEmptyStringValueEnabled = true;
        })
        .Build();

    public void Dispose()
    {
        _context.Dispose();
        _client.Dispose();
    }

    [Property(Arbitrary = [typeof(Things)])]
    public void Both_store_the_same_item(Thing thing) => Assert.Equal(Text(ItemOf(thing)), Text(thing.ToItem()));

    [Property(Arbitrary = [typeof(Things)])]
    public void Both_read_the_same_object(Thing thing) =>
        Assert.Equal(Text(FromContext<Thing>(ItemOf(thing)).ToItem()), Text(Thing.FromItem(ItemOf(thing)).ToItem()));

    [Property(Arbitrary = [typeof(Things)])]
    public void Both_read_the_same_object_from_an_item_that_lacks_an_attribute(Thing thing, PositiveInt which)
    {
        var item = ItemOf(thing);
        item.Remove(item.Keys.ElementAt(which.Get % item.Count));

        Assert.Equal(Text(FromContext<Thing>(item).ToItem()), Text(Thing.FromItem(item).ToItem()));
    }

    public static TheoryData<string, AttributeValue> OtherForms => new()
    {
        { "color", new AttributeValue { NULL = true } },
        { "color", new AttributeValue { N = "5" } },
        { "size", new AttributeValue("12") },
        { "size", new AttributeValue { NULL = true } },
        { "isNew", new AttributeValue { N = "1" } },
        { "isNew", new AttributeValue { N = "0" } },
        { "isNew", new AttributeValue("true") },
        { "tags", new AttributeValue { SS = ["a", "b"] } },
        { "tags", new AttributeValue { L = [new("a"), new() { N = "3" }, new() { NULL = true }] } },
        { "tags", new AttributeValue { L = [] } },
        { "madeAt", new AttributeValue("2026-01-02T03:04:05Z") },
        { "madeAt", new AttributeValue("2026-01-02T03:04:05.678123Z") },
        { "madeAt", new AttributeValue("2026-01-02T03:04:05.678+02:00") },
        { "unknown", new AttributeValue("left out") },
    };

    [Theory]
    [MemberData(nameof(OtherForms))]
    public void Both_read_other_stored_forms_of_a_value_in_the_same_way(string attribute, AttributeValue value)
    {
        var item = new Dictionary<string, AttributeValue> { [attribute] = value };

        var (expected, actual) = (FromContext<Thing>(item), Thing.FromItem(item));

        Assert.Equal(expected.Tags, actual.Tags);
        Assert.Equal(expected, actual with { Tags = expected.Tags });
    }

    [Fact]
    public void Both_read_or_refuse_a_time_with_any_other_character_in_the_same_way()
    {
        const string Time = "2024-02-29T23:59:58.120Z";
        var texts = Time.SelectMany((_, index) => "0123456789 -+:.TZz/\u0663é".Select(other => $"{Time[..index]}{other}{Time[(index + 1)..]}"))
            .Concat(["0000-01-01T00:00:00.000Z", "2023-02-29T00:00:00.000Z", "2026-01-01T24:00:00.000Z", "2026-12-31T23:59:60.000Z"])
            .Concat([$"{Time} ", ""]);

        Assert.Every(texts, text => Assert.Equal(MadeAt(FromContext<Thing>, text), MadeAt(Thing.FromItem, text)));

        static DateTime? MadeAt(Func<Dictionary<string, AttributeValue>, Thing> read, string text)
        {
            try
            {
                return read(new() { ["madeAt"] = new(text) }).MadeAt;
            }
            catch (Exception refusal) when (refusal is FormatException or InvalidOperationException)
            {
                return null;
            }
        }
    }

    public static TheoryData<string, AttributeValue> WrongForms => new()
    {
        { "size", new AttributeValue { N = "1.5" } },
        { "size", new AttributeValue { N = "99999999999" } },
        { "size", new AttributeValue { M = [] } },
        { "madeAt", new AttributeValue { N = "5" } },
        { "tags", new AttributeValue { N = "5" } },
        { "counts", new AttributeValue("text") },
    };

    [Theory]
    [MemberData(nameof(WrongForms))]
    public void Both_refuse_a_value_of_a_wrong_form(string attribute, AttributeValue value)
    {
        var item = new Dictionary<string, AttributeValue> { [attribute] = value };

        Assert.ThrowsAny<Exception>(() => FromContext<Thing>(item));
        Assert.ThrowsAny<Exception>(() => Thing.FromItem(item));
    }

    private Dictionary<string, AttributeValue> ItemOf<T>(T value) =>
        _context.ToDocument(value).ToAttributeMap(DynamoDBEntryConversion.V2, isEmptyStringValueEnabled: true);

    private T FromContext<T>(Dictionary<string, AttributeValue> item) => _context.FromDocument<T>(Document.FromAttributeMap(item));

    private static string Text(Dictionary<string, AttributeValue> item) =>
        string.Join('\n', item.OrderBy(attribute => attribute.Key, StringComparer.Ordinal).Select(attribute => $"{attribute.Key}: {Text(attribute.Value)}"));

    private static string Text(AttributeValue value) => value switch
    {
        { S: { } text } => $"S {text}",
        { N: { } number } => $"N {number}",
        { BOOL: { } truth } => $"BOOL {truth}",
        { L: { } list } => $"L [{string.Join(", ", list.Select(Text))}]",
        { M: { } map } => $"M {{{Text(map)}}}",
        _ => "NULL",
    };

    private static class Things
    {
        public static Arbitrary<Thing> Thing()
        {
            var texts = ArbMap.Default.GeneratorFor<NonNull<string>>().Select(text => text.Get);
            var parts =
                from name in texts
                from rows in Gen.ListOf(Gen.ListOf(texts))
                select new Part { Name = name, Rows = [.. rows.Select(row => row.ToList())] };
            var things =
                from name in texts
                from text in Gen.OrNull(texts)
                from size in ArbMap.Default.GeneratorFor<int>()
                from weight in ArbMap.Default.GeneratorFor<long?>()
                from price in ArbMap.Default.GeneratorFor<decimal>().Where(price => Math.Abs(price) < 1e20m)
                from isNew in ArbMap.Default.GeneratorFor<bool>()
                from isOld in ArbMap.Default.GeneratorFor<bool?>()
                from milliseconds in Gen.Choose(0, int.MaxValue)
                let time = DateTime.UnixEpoch.AddMilliseconds(1_000.7 * milliseconds)
                from tags in Gen.ListOf(texts)
                from numbers in Gen.ListOf(ArbMap.Default.GeneratorFor<long>())
                from some in Gen.ListOf(parts)
                select new Thing
                {
                    Name = name,
                    Text = text,
                    Size = size,
                    Weight = weight,
                    Price = price,
                    IsNew = isNew,
                    IsOld = isOld,
                    MadeAt = time,
                    SoldAt = isNew ? null : time,
                    Tags = [.. tags],
                    Numbers = isNew ? [.. numbers] : null,
                    Parts = [.. some],
                    Counts = tags.Distinct().ToDictionary(tag => $"key {tag}", tag => tag.Length),
                    PartsByName = some.Select((part, index) => (part, index)).ToDictionary(entry => $"{entry.index}", entry => entry.part),
                    Largest = some.FirstOrDefault(),
                };
            return things.ToArbitrary();
        }
    }
}
