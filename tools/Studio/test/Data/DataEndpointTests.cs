using System.Text.Json.Nodes;
using LocalGateway;

namespace Studio.Tests.Data;

public sealed class DataEndpointTests
{
    private static async Task<JsonNode> ReadAsync(RealTables tables, object asked)
    {
        var (status, answer) = await tables.Host.PostAsync("data/read", asked);
        Assert.True(status == 200, answer?.ToJsonString());
        return answer!;
    }

    private static IEnumerable<string> Days(JsonNode answer) => answer["items"]!.AsArray().Select(item => (string)item!["item"]!["day"]!["S"]!);

    private static JsonObject Text(string value) => new() { ["S"] = value };

    private static async Task<RealTables> ThreeDaysAsync()
    {
        var tables = await RealTables.StartAsync();
        await tables.PutAsync("""{"owner":{"S":"ada"},"day":{"S":"2026-01-02"},"mood":{"N":"5"}}""");
        await tables.PutAsync("""{"owner":{"S":"ada"},"day":{"S":"2026-02-03"},"mood":{"N":"7"},"tags":{"SS":["x","y"]}}""");
        await tables.PutAsync("""{"owner":{"S":"sam"},"day":{"S":"2026-01-02"}}""");
        return tables;
    }

    [Fact]
    public async Task The_tables_have_their_keys_indexes_and_number_of_items()
    {
        await using var tables = await ThreeDaysAsync();

        var all = (await tables.Host.GetAsync("data/tables")).AsArray();

        var table = Assert.Single(all, one => (string?)one!["name"] == tables.Table)!;
        Assert.Equal((true, 3), ((bool)table["isOfTemplate"]!, (int)table["items"]!));
        Assert.Equal(["owner S True", "day S False"], table["keys"]!.AsArray().Select(key => $"{key!["name"]} {key["type"]} {(bool)key["isPartition"]!}"));
        var index = Assert.Single(table["indexes"]!.AsArray())!;
        Assert.Equal(("byMood", "global", "KEYS_ONLY"), ((string?)index["name"], (string?)index["kind"], (string?)index["projection"]));
    }

    [Fact]
    public async Task A_query_by_key_and_prefix_reads_these_items_and_tells_the_units()
    {
        await using var tables = await ThreeDaysAsync();

        var both = await ReadAsync(tables, new { table = tables.Table, partition = new { name = "owner", value = Text("ada") } });
        var one = await ReadAsync(tables, new
        {
            table = tables.Table,
            partition = new { name = "owner", value = Text("ada") },
            sort = new { name = "day", value = Text("2026-02"), beginsWith = true },
        });

        Assert.Equal(("Query", 0.5), ((string?)both["action"], (double)both["readUnits"]!));
        Assert.Equal(["2026-01-02", "2026-02-03"], Days(both));
        Assert.Equal(["2026-02-03"], Days(one));
        Assert.Equal(33, (int)one["items"]![0]!["size"]!);
    }

    [Fact]
    public async Task An_index_is_queried_by_its_own_keys()
    {
        await using var tables = await ThreeDaysAsync();

        var answer = await ReadAsync(tables, new
        {
            table = tables.Table,
            index = "byMood",
            partition = new { name = "owner", value = Text("ada") },
            sort = new { name = "mood", value = new JsonObject { ["N"] = "7" }, beginsWith = false },
        });

        Assert.Equal(["2026-02-03"], Days(answer));
    }

    [Fact]
    public async Task A_scan_goes_on_page_by_page()
    {
        await using var tables = await ThreeDaysAsync();

        var first = await ReadAsync(tables, new { table = tables.Table, limit = 2 });
        var second = await ReadAsync(tables, new { table = tables.Table, limit = 2, start = first["next"] });

        Assert.Equal(("Scan", 2, 1), ((string?)first["action"], first["items"]!.AsArray().Count, second["items"]!.AsArray().Count));
        Assert.Null(second["next"]);
    }

    [Theory]
    [InlineData(true, "20", 3)]
    [InlineData(true, "2026-02", 1)]
    [InlineData(false, "01-0", 2)]
    [InlineData(false, "2027", 0)]
    public async Task A_scan_finds_items_by_a_part_of_an_attribute(bool beginsWith, string value, int count)
    {
        await using var tables = await ThreeDaysAsync();

        var answer = await ReadAsync(tables, new { table = tables.Table, filter = new { name = "day", value = Text(value), beginsWith } });

        Assert.Equal(("Scan", 3, count), ((string?)answer["action"], (int)answer["scanned"]!, answer["items"]!.AsArray().Count));
    }

    [Fact]
    public async Task A_changed_item_is_put_with_its_types_and_the_units()
    {
        await using var tables = await ThreeDaysAsync();
        var item = (await ReadAsync(tables, Second(tables)))["items"]![0]!;
        var text = ((string)item["plain"]!).Replace("7", "8.50", StringComparison.Ordinal);

        var (status, answer) = await tables.Host.PostAsync("data/put", new { table = tables.Table, item = new { text, isPlain = true, before = item["item"] } });

        Assert.Equal((200, 1.0), (status, (double)answer!["readUnits"]!));
        Assert.InRange((double)answer["writeUnits"]!, 1, 4);
        Assert.Equal(
            """{"day":{"S":"2026-02-03"},"mood":{"N":"8.5"},"owner":{"S":"ada"},"tags":{"SS":["x","y"]}}""",
            (await ReadAsync(tables, Second(tables)))["items"]![0]!["item"]!.ToJsonString());
    }

    [Theory]
    [InlineData("""{"owner":{"S":"ada"},"day":{"S":"2026-02-03"},"mood":{"N":"1"},"tags":{"SS":["x","y"]}}""")]
    [InlineData("""{"owner":{"S":"ada"},"day":{"S":"2026-02-03"},"mood":{"N":"7"},"tags":{"SS":["x","y"]},"more":{"S":"z"}}""")]
    [InlineData(null)]
    public async Task An_item_that_another_program_has_changed_stays_as_it_is(string? other)
    {
        await using var tables = await ThreeDaysAsync();
        var before = (await ReadAsync(tables, Second(tables)))["items"]![0]!["item"]!;
        if (other is null)
            await tables.Host.PostAsync("data/delete", new { table = tables.Table, before });
        else
            Assert.Equal(200, (await tables.Host.PostAsync("data/put", new { table = tables.Table, item = new { text = other, before } })).Status);

        var (put, _) = await tables.Host.PostAsync("data/put", new { table = tables.Table, item = new { text = before.ToJsonString(), before } });
        var (delete, answer) = await tables.Host.PostAsync("data/delete", new { table = tables.Table, before });

        Assert.Equal((409, 409), (put, delete));
        Assert.Contains("Nothing was changed.", (string)answer!["message"]!, StringComparison.Ordinal);
        Assert.Equal(other is null ? 0 : 1, (await ReadAsync(tables, Second(tables)))["items"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_new_item_does_not_replace_another()
    {
        await using var tables = await ThreeDaysAsync();

        var (status, answer) = await tables.Host.PostAsync(
            "data/put", new { table = tables.Table, item = new { text = """{"owner":"sam","day":"2026-01-02"}""", isPlain = true } });

        Assert.Equal((409, "The table already has an item with this key. Nothing was changed."), (status, (string?)answer!["message"]));
    }

    [Theory]
    [InlineData("""{"owner":{"S":"ada"},"day":{"S":"2026-03-03"}}""", "The key of an item cannot change (owner, day). Make a new item instead.")]
    [InlineData("""{"owner":{"S":"ada"},"day":{"S":"2026-02-03"},"a":{"N":"x"}}""", "DynamoDB answers ValidationException")]
    [InlineData("""{"owner":""", "The item is not valid JSON at line 1, column 10: ")]
    [InlineData("{\n  \"owner\": oops\n}", "The item is not valid JSON at line 2, column 12: 'o' is an invalid start of a value.")]
    [InlineData("{\"a\": [1}", "The item is not valid JSON at line 1, column 9: '}' is invalid without a matching open.")]
    [InlineData("[]", "The item must be a JSON object.")]
    public async Task An_item_that_cannot_be_put_says_why(string text, string message)
    {
        await using var tables = await ThreeDaysAsync();
        var before = (await ReadAsync(tables, Second(tables)))["items"]![0]!["item"]!;

        var (status, answer) = await tables.Host.PostAsync("data/put", new { table = tables.Table, item = new { text, before } });

        Assert.Equal(400, status);
        Assert.Contains(message, (string)answer!["message"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://dynamodb.eu-west-1.amazonaws.com", false, 403)]
    [InlineData("http://192.0.2.1:8000", false, 403)]
    [InlineData("http://127.0.0.1.nip.example:8000", false, 403)]
    [InlineData("http://127.0.0.1:9", false, 502)]
    [InlineData("http://host.invalid:8000", true, 502)]
    public async Task Only_the_database_of_this_machine_is_asked_unless_a_switch_allows_another(string endpoint, bool allows, int status)
    {
        await using var host = await StudioHost.StartAsync(
            configure: options => options with { Database = new(new(endpoint), AwsCredentials.Local) { AllowsRemote = allows } });

        var (read, answer) = await host.PostAsync("data/read", new { table = "things" });

        Assert.Equal(status, read);
        Assert.Contains(new Uri(endpoint).AbsoluteUri, (string)answer!["message"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_without_a_database_says_so()
    {
        await using var host = await StudioHost.StartAsync();

        using var response = await host.Client.GetAsync("/_local/api/data/tables");

        Assert.Equal(404, (int)response.StatusCode);
        Assert.Contains("This host has no DynamoDB.", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static object Second(RealTables tables) => new
    {
        table = tables.Table,
        partition = new { name = "owner", value = Text("ada") },
        sort = new { name = "day", value = Text("2026-02-03"), beginsWith = true },
    };
}
