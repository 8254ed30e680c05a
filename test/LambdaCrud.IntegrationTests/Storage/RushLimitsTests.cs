using System.Globalization;
using System.Text.Json.Nodes;
using LocalHost;

namespace LambdaCrud.IntegrationTests.Storage;

/// <summary>
/// The limits for one product in docs/scale.md follow from the template, from the rules of DynamoDB and from recorded requests.
/// </summary>
public sealed class RushLimitsTests(GrowingStorefront storefront) : IClassFixture<GrowingStorefront>
{
    private static readonly JsonNode Parameters =
        JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "serverless.template")))!["Parameters"]!;

    [Fact]
    public async Task The_limits_of_orders_and_reads_in_scale_md_follow_from_recorded_requests()
    {
        await storefront.GrowAsync(products: 1, orders: 1);
        var figures = await new GrowthFigures(storefront).MeasureAsync();
        var order = figures.Single(figure => figure.Request == "POST /orders of 1 line").Charges;
        var read = figures.Single(figure => figure.Request == "GET /products/{id}").Charges;

        var product = order.Where(charge => charge.Partition.StartsWith("PRODUCT#", StringComparison.Ordinal)).ToList();
        // The charges of the table have the key of an item. Those of an index begin with its name.
        var tableUnits = order.Where(charge => charge.Partition.Contains('#')).Sum(charge => charge.WriteUnits);
        Assert.Equal(ThrottlingWire.UnitsOfOrder, product.Sum(charge => charge.WriteUnits));
        Assert.Equal(
            [
                Row(Default("WriteRateLimit"), 1),
                Row(Default("TableMaxWriteUnits"), tableUnits),
                Row(UnitRules.PartitionWriteUnits, product.Sum(charge => charge.WriteUnits)),
                Row(UnitRules.PartitionWriteUnits, IndexUnits("byCategoryAndName things")),
                Row(UnitRules.PartitionWriteUnits, IndexUnits("byCategoryAndPrice things")),
                Row(UnitRules.PartitionWriteUnits, IndexUnits("byStatusAndId placed")),
                Row(UnitRules.PartitionReadUnits, product.Sum(charge => charge.ReadUnits)),
            ],
            ScaleDocument.Rows("Orders of one product").Select(row => row[1..4]));
        Assert.Equal(
            [
                Row(Default("RequestRateLimit"), 1),
                Row(UnitRules.PartitionReadUnits, read.Sum(charge => charge.ReadUnits)),
                Row(Default("TableMaxReadUnits"), read.Sum(charge => charge.ReadUnits)),
            ],
            ScaleDocument.Rows("Reads of one product").Select(row => row[1..4]));

        var unitsOfFull = tableUnits * UnitRules.PartitionWriteUnits / ThrottlingWire.UnitsOfOrder;
        Assert.Contains(
            string.Create(CultureInfo.InvariantCulture, $"`TableMaxWriteUnits` {unitsOfFull:N0} or more"),
            ScaleDocument.Text,
            StringComparison.Ordinal);

        double IndexUnits(string partition) => order.Where(charge => charge.Partition == partition).Sum(charge => charge.WriteUnits);
    }

    [Fact]
    public void The_most_that_a_client_can_read_follows_from_the_sizes_of_the_items()
    {
        const int Megabyte = 1_048_576;
        var routes = ScaleDocument.Rows("Cost of each route").ToDictionary(row => row[0], row => SizeIn(row[4]));
        var feedPage = UnitRules.Read(routes["GET /products/{id}"] * 1_001, isConsistent: false);

        Assert.Equal(
            [
                Price(UnitRules.Read(routes["GET /orders/{id}"] * 1_000, isConsistent: false)),
                Price(UnitRules.Read(Megabyte, isConsistent: false)),
                Price(feedPage * 100),
            ],
            ScaleDocument.Rows("The most that a client can read").Select(row => row[1..]));

        var writesOfIndex = 3 * MonthlyCost.Price("DynamoDB write") / MonthlyCost.Price("DynamoDB read");
        Assert.Contains(
            string.Create(CultureInfo.InvariantCulture, $"3 write units more, which is as much money as {writesOfIndex:0.##} read units"),
            ScaleDocument.Text,
            StringComparison.Ordinal);

        static int SizeIn(string cost) => int.Parse(cost.Split(" / ")[^1], NumberStyles.AllowThousands, CultureInfo.InvariantCulture);

        static string[] Price(double units) =>
        [
            units.ToString("#,0.#", CultureInfo.InvariantCulture),
            ((decimal)units / 1_000_000 * MonthlyCost.Price("DynamoDB read")).ToString("0.0000000", CultureInfo.InvariantCulture),
        ];
    }

    private static string[] Row(double limit, double used) =>
        [.. ((double[])[limit, used, Math.Floor(limit / used)]).Select(number => number.ToString("#,0.#", CultureInfo.InvariantCulture))];

    private static int Default(string parameter) => (int)Parameters[parameter]!["Default"]!;
}
