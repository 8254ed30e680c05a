using LambdaCrud.IntegrationTests.Orders;
using LocalHost;
using LocalHost.DynamoDbLocal;
using Xunit.Abstractions;

namespace LambdaCrud.IntegrationTests.Storage;

/// <summary>Many clients order one product, and its partition has the capacity of <see cref="UnitRules"/>.</summary>
public sealed class RushTests(RushStorefront storefront, ITestOutputHelper output) : IClassFixture<RushStorefront>
{
    private const int Seconds = 4;
    private const int Capacity = UnitRules.PartitionWriteUnits / ThrottlingWire.UnitsOfOrder;

    private static readonly string Picture = Path.Combine(Repository.Root, "docs", "pictures", "rush.svg");

    [Fact]
    public async Task Placed_orders_follow_the_rate_up_to_the_capacity_and_stay_there()
    {
        // A hundredth of the capacity: five orders a second.
        var rush = new Rush(storefront.Api, storefront.DynamoDb, divisor: 100);

        var below = await rush.RunAsync(Capacity / 2 / 100 * 100, Seconds);
        var full = await rush.RunAsync(Capacity, Seconds);
        var above = await rush.RunAsync(Capacity * 3, Seconds);

        Assert.Equal((below.Offered, 0, 0, 1), (below.Placed, below.Unavailable, below.GivenUp, below.Percentile99));
        Assert.Equal((Capacity, 0, 0, 1), (full.Placed, full.Unavailable, full.GivenUp, full.Percentile99));
        Assert.InRange(above.Placed, Capacity * 9 / 10, Capacity);
        Assert.True(above is { Unavailable: > Capacity, GivenUp: > 0, Percentile99: 5 }, $"{above}");
    }

    /// <summary>DynamoDB cancels a throttled transaction. The SDK does not retry it, and neither does the API: the client decides.</summary>
    [Fact]
    public async Task A_throttled_order_is_one_transaction_and_answers_503_at_once()
    {
        var product = await storefront.Api.CreateAsync();
        storefront.DynamoDb.Limit(product, unitsPerSecond: 1);
        using var client = storefront.Api.As("hasty");

        var response = await client.OrderAsync(product, 1);

        Assert.Equal(503, (int)response.StatusCode);
        Assert.Equal(1, storefront.DynamoDb.Transactions);
    }

    [Fact]
    public void The_picture_shows_the_table_of_scale_md() =>
        Assert.Equal(RushPlot.Render(Documented()), File.ReadAllText(Picture));

    /// <summary>The suite runs the first rate, the soak test all of them. The soak test also writes the picture.</summary>
    [Fact]
    [Trait(Soak.Trait, "true")]
    public async Task The_table_in_scale_md_shows_the_rush_at_each_rate()
    {
        var rush = new Rush(storefront.Api, storefront.DynamoDb, divisor: 25);
        var documented = Assert.Some(Documented());
        var measured = new List<RushFigure>();
        foreach (var rate in documented.Take(Soak.Number(1, documented.Count)).Select(figure => figure.Offered))
        {
            measured.Add(await rush.RunAsync(rate, seconds: 5));
            output.WriteLine($"| {string.Join(" | ", measured[^1].Cells)} |");
        }

        if (measured.Count == documented.Count)
            await File.WriteAllTextAsync(Picture, RushPlot.Render(measured));
        Assert.Equal(documented.Take(measured.Count), measured);
    }

    private static List<RushFigure> Documented() => [.. ScaleDocument.Rows("A rush by simulation").Select(RushFigure.Parse)];
}

/// <summary>The API over its own DynamoDB Local, behind a <see cref="ThrottlingWire"/>.</summary>
public sealed class RushStorefront : IAsyncLifetime
{
    private DynamoDbLocalProcess? _server;

    public Storefront Api { get; private set; } = null!;

    internal ThrottlingWire DynamoDb { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        _server = await LocalDynamoDb.StartOwnAsync();
        DynamoDb = await ThrottlingWire.StartAsync(_server.Endpoint);
        Api = new Storefront(DynamoDb.Endpoint);
        await Api.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await Api.DisposeAsync();
        await DynamoDb.DisposeAsync();
        await _server!.DisposeAsync();
    }
}
