using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Amazon.DynamoDBv2.Model;
using LambdaCrud.IntegrationTests.AllRoutes;
using LambdaCrud.IntegrationTests.Orders;
using LocalHost;
using Xunit.Abstractions;
using static LambdaCrud.IntegrationTests.Requests;

namespace LambdaCrud.IntegrationTests.Storage;

/// <summary>The table of docs/storage.md shows the calls of each request to DynamoDB.</summary>
public sealed partial class StorageDocTests(MeasuredStorefront storefront, ITestOutputHelper output) : IClassFixture<MeasuredStorefront>
{
    private static readonly string Document = File.ReadAllText(Path.Combine(Repository.Root, "docs", "storage.md"));

    private static readonly string[] Documented = [.. Document.Split('\n').Where(line => Row().IsMatch(line))];

    [Fact]
    public void The_table_in_storage_md_has_every_route_of_the_template_that_has_no_example()
    {
        var documented = Documented.Select(row => Row().Match(row).Groups["route"].Value).ToList();

        Assert.Within(storefront.Api.Routes, documented);
        Assert.Within(documented, storefront.Api.Routes.Where(route => RouteExample.Find(route) is null));
    }

    [Fact]
    [Trait(Soak.Trait, "true")]
    public async Task Each_request_has_the_documented_cost_with_a_small_and_with_a_large_catalogue()
    {
        var (small, large) = (Soak.Number(100, 1_000), Soak.Number(1_000, 100_000));
        var figures = new RouteFigures(storefront);

        await figures.FillAsync(0, small, output.WriteLine);
        var first = await MeasureAsync(figures, small);
        await figures.FillAsync(small, large, output.WriteLine);
        var second = await MeasureAsync(figures, large);

        Assert.Equal(Documented, first);
        Assert.Equal(Documented, second);
    }

    [Fact]
    public void No_request_scans_the_table_and_each_request_stays_within_its_maximum_number_of_calls()
    {
        foreach (var row in Assert.Some(Documented))
        {
            var request = Row().Match(row);
            var calls = request.Groups["calls"].Value;
            // The index of a Scan follows its name. A Scan without an index would read the whole table.
            Assert.DoesNotMatch(@"Scan(,|$)", calls);
            var hasKey = request.Groups["route"].Value == "POST /orders" || row.Contains("under a key", StringComparison.Ordinal);
            var isBatch = request.Groups["route"].Value == "POST /products/batch";
            var most = isBatch ? 6 : hasKey ? 3 : request.Groups["route"].Value.StartsWith("GET ", StringComparison.Ordinal) ? 1 : 2;
            Assert.True(Count(calls) <= most, row);
        }
    }

    /// <summary>A resource with examples may have rows in the table, but needs none.</summary>
    [Fact]
    public async Task No_example_of_a_route_makes_more_calls_than_the_requests_in_storage_md()
    {
        foreach (var example in Assert.Some(RouteExample.All))
        {
            using var client = example.IsForAdmins ? storefront.Api.Admin : storefront.Api.As("ann");
            var request = await example.RequestAsync(client);
            storefront.DynamoDb.TakeCalls();
            var response = await client.SendAsync(request);

            Assert.True(response.IsSuccessStatusCode, $"{example.Route}: {response.StatusCode}");
            // A slow machine makes the SDK repeat a call.
            var calls = storefront.DynamoDb.TakeCalls().Select(call => $"{call}").Distinct();
            Assert.InRange(calls.Count(), 0, example.IsWrite ? 2 : 1);
        }
    }

    [Fact]
    public async Task The_items_in_storage_md_have_the_same_attributes_as_stored_items()
    {
        var product = await storefront.Api.CreateAsync();
        var tagged = Send(HttpMethod.Patch, product.Path, """{"tags": ["new"]}""", "application/merge-patch+json");
        await storefront.Api.Admin.SendAsync(tagged);
        var order = $$"""{"note": "n", "lines": [{"productId": "{{product.Id}}", "quantity": 1}]}""";
        Assert.Equal(HttpStatusCode.Created, (await storefront.Api.As("ann").OrderAsync(order)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await storefront.Api.As("ann").PutAsync($"/favorites/{product.Id}", null)).StatusCode);

        using var client = LocalEndpoint.CreateClient(storefront.DynamoDb.Endpoint);
        var stored = (await client.ScanAsync(new ScanRequest(storefront.Api.TableName))).Items
            .Select(FormOf)
            .ToList();

        var shown = JsonBlock().Matches(Document).Select(block => block.Groups["json"].Value).ToList();
        Assert.Equal(4, shown.Count);
        Assert.Every(shown, item => Assert.Contains(FormOf(JsonNode.Parse(item)!.AsObject()), stored));
    }

    /// <summary>The names of the attributes and their types.</summary>
    private static string FormOf(Dictionary<string, AttributeValue> item) =>
        FormOf(item.Select(attribute => (attribute.Key, TypeOf(attribute.Value))));

    /// <inheritdoc cref="FormOf(Dictionary{string, AttributeValue})"/>
    private static string FormOf(JsonObject item) =>
        FormOf(item.Select(attribute => (attribute.Key, TypeOf(attribute.Value!.AsObject()))));

    private static string FormOf(IEnumerable<(string Name, string Type)> attributes) =>
        $"{{{string.Join(", ", attributes.OrderBy(one => one.Name, StringComparer.Ordinal).Select(one => $"{one.Name} {one.Type}"))}}}";

    private static string TypeOf(AttributeValue value) => value switch
    {
        { S: not null } => "S",
        { N: not null } => "N",
        { IsMSet: true } => FormOf(value.M),
        _ => $"[{string.Join(", ", value.L.Select(TypeOf).Distinct())}]",
    };

    private static string TypeOf(JsonObject value) => value.Single() switch
    {
        ("M", var map) => FormOf(map!.AsObject()),
        ("L", var list) => $"[{string.Join(", ", list!.AsArray().Select(one => TypeOf(one!.AsObject())).Distinct())}]",
        var (type, _) => type,
    };

    private async Task<string[]> MeasureAsync(RouteFigures figures, int products)
    {
        string[] rows = [.. (await figures.MeasureAsync()).Select(figure => $"{figure}")];
        output.WriteLine($"With {products} products:");
        foreach (var row in rows)
            output.WriteLine(row);
        return rows;
    }

    /// <summary>"PutItem, 4 × BatchWriteItem" counts as five.</summary>
    private static int Count(string calls) => calls == "–"
        ? 0
        : calls.Split(", ").Sum(call => call.Split(" × ") is [var times, _] ? int.Parse(times, CultureInfo.InvariantCulture) : 1);

    [GeneratedRegex(@"^\| (?<route>[A-Z]+ /[^ ?]*)[^|]*\| (?<calls>[^|]*) \| [^|]* \| [^|]* \|$")]
    private static partial Regex Row();

    [GeneratedRegex("```json\n(?<json>.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex JsonBlock();
}
