using LocalHost;
using Xunit.Abstractions;

namespace LambdaCrud.IntegrationTests.Storage;

/// <summary>The cost of each route while the table grows: the first table of docs/scale.md.</summary>
public sealed class GrowthTests(GrowingStorefront storefront, ITestOutputHelper output) : IClassFixture<GrowingStorefront>
{
    private const string Filtered = "GET /orders?status=shipped, if none is shipped";

    /// <summary>Products, and orders of one customer. The suite measures the first two sizes, the soak test all three.</summary>
    private static readonly (int Products, int Orders)[] Sizes = [(100, 1), (2_000, 500), (1_000_000, 100_000)];

    [Fact]
    [Trait(Soak.Trait, "true")]
    public async Task Each_request_costs_at_each_size_of_the_table_what_scale_md_says()
    {
        var documented = ScaleDocument.Rows("Cost of each route");
        var measured = new List<IReadOnlyList<GrowthFigure>>();
        foreach (var (products, orders) in Sizes[..Soak.Number(2, Sizes.Length)])
        {
            await storefront.GrowAsync(products, orders);
            measured.Add(await new GrowthFigures(storefront).MeasureAsync());
            output.WriteLine($"{products} products, {orders} orders:");
            foreach (var figure in measured[^1])
                output.WriteLine($"| {figure.Request} | {figure.Calls} | {figure.Cost} |");
        }

        Assert.Equal(
            documented.Select(row => string.Join(" | ", row[..(2 + measured.Count)])),
            measured[0].Select((figure, at) =>
                string.Join(" | ", [figure.Request, figure.Calls, .. measured.Select(size => size[at].Cost)])));
    }

    [Fact]
    public void Every_request_except_the_list_of_one_status_is_flat_as_soon_as_a_page_is_full()
    {
        foreach (var row in Assert.Some(ScaleDocument.Rows("Cost of each route")))
        {
            var (small, medium, large) = (row[2], row[3], row[4]);
            Assert.Equal(row[0] != Filtered, medium == large);
            // With one order, the pages of orders are not full yet.
            Assert.Equal(!row[0].StartsWith("GET /orders", StringComparison.Ordinal) || row[0] == "GET /orders/{id}", small == medium);
        }
    }
}

/// <summary>The tables of docs/scale.md.</summary>
internal static class ScaleDocument
{
    public static readonly string Text = File.ReadAllText(Path.Combine(Repository.Root, "docs", "scale.md"));

    /// <summary>The cells of the first table below a heading.</summary>
    public static IReadOnlyList<string[]> Rows(string heading)
    {
        var lines = Text.Split('\n').SkipWhile(line => line.TrimStart('#', ' ') != heading || !line.StartsWith('#'));
        var section = lines.Skip(1).TakeWhile(line => !line.StartsWith('#'));
        var table = section.SkipWhile(line => !line.StartsWith('|')).TakeWhile(line => line.StartsWith('|'));
        return Assert.Some(table.Skip(2).Select(line => line.Trim('|', ' ').Split('|', StringSplitOptions.TrimEntries)).ToList());
    }
}
