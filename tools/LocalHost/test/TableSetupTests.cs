using System.Text.Json.Nodes;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using LocalGateway.Model;
using LocalHost.Tables;

namespace LocalHost.Tests;

public sealed class TableSetupTests
{
    private const string Orders = """
        {
          "BillingMode": "PAY_PER_REQUEST",
          "AttributeDefinitions": [
            { "AttributeName": "pk", "AttributeType": "S" },
            { "AttributeName": "sk", "AttributeType": "N" },
            { "AttributeName": "status", "AttributeType": "S" },
            { "AttributeName": "weight", "AttributeType": "B" }
          ],
          "KeySchema": [
            { "AttributeName": "pk", "KeyType": "HASH" },
            { "AttributeName": "sk", "KeyType": "RANGE" }
          ],
          "GlobalSecondaryIndexes": [
            {
              "IndexName": "byStatus",
              "KeySchema": [{ "AttributeName": "status", "KeyType": "HASH" }, { "AttributeName": "sk", "KeyType": "RANGE" }],
              "Projection": { "ProjectionType": "INCLUDE", "NonKeyAttributes": ["total", "currency"] }
            }
          ],
          "LocalSecondaryIndexes": [
            {
              "IndexName": "byWeight",
              "KeySchema": [{ "AttributeName": "pk", "KeyType": "HASH" }, { "AttributeName": "weight", "KeyType": "RANGE" }],
              "Projection": { "ProjectionType": "KEYS_ONLY" }
            }
          ],
          "StreamSpecification": { "StreamViewType": "NEW_AND_OLD_IMAGES" },
          "TimeToLiveSpecification": { "AttributeName": "expires", "Enabled": true },
          "Tags": [{ "Key": "team", "Value": "shop" }]
        }
        """;

    private readonly string _name = $"orders-{Guid.NewGuid():N}";

    private async Task EnsureAsync(string properties)
    {
        using var client = await LocalDynamoDb.ClientAsync();
        var table = new DynamoDbTable { LogicalId = "OrdersTable", TableName = _name, Properties = JsonNode.Parse(properties)!.AsObject() };
        await new TableSetup(client).EnsureAsync([table], CancellationToken.None);
    }

    private async Task<TableDescription> DescribeAsync()
    {
        using var client = await LocalDynamoDb.ClientAsync();
        return (await client.DescribeTableAsync(_name)).Table;
    }

    private async Task<TimeToLiveDescription> TimeToLiveAsync()
    {
        using var client = await LocalDynamoDb.ClientAsync();
        return (await client.DescribeTimeToLiveAsync(_name)).TimeToLiveDescription;
    }

    private static string Keys(IEnumerable<KeySchemaElement> keys) =>
        string.Join(" ", keys.Select(key => $"{key.AttributeName}:{key.KeyType}"));

    private async Task<string> RefusalAsync(string properties) =>
        (await Assert.ThrowsAsync<LocalHostException>(() => EnsureAsync(properties))).Message;

    [Fact]
    public async Task A_table_has_the_keys_and_attribute_types_of_the_template()
    {
        await EnsureAsync(Orders);

        var table = await DescribeAsync();
        Assert.Equal(TableStatus.ACTIVE, table.TableStatus);
        Assert.Equal(BillingMode.PAY_PER_REQUEST, table.BillingModeSummary.BillingMode);
        Assert.Equal("pk:HASH sk:RANGE", Keys(table.KeySchema));
        Assert.Equal(
            ["pk:S", "sk:N", "status:S", "weight:B"],
            table.AttributeDefinitions.Select(item => $"{item.AttributeName}:{item.AttributeType}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Secondary_indexes_have_the_keys_and_projections_of_the_template()
    {
        await EnsureAsync(Orders);

        var table = await DescribeAsync();
        var global = Assert.Single(table.GlobalSecondaryIndexes);
        Assert.Equal(("byStatus", "status:HASH sk:RANGE"), (global.IndexName, Keys(global.KeySchema)));
        Assert.Equal(ProjectionType.INCLUDE, global.Projection.ProjectionType);
        Assert.Equal(["currency", "total"], global.Projection.NonKeyAttributes.Order(StringComparer.Ordinal));
        var local = Assert.Single(table.LocalSecondaryIndexes);
        Assert.Equal(("byWeight", "pk:HASH weight:RANGE"), (local.IndexName, Keys(local.KeySchema)));
        Assert.Equal(ProjectionType.KEYS_ONLY, local.Projection.ProjectionType);
    }

    [Fact]
    public async Task Stream_and_time_to_live_of_the_template_are_switched_on()
    {
        await EnsureAsync(Orders);

        Assert.Equal(StreamViewType.NEW_AND_OLD_IMAGES, (await DescribeAsync()).StreamSpecification.StreamViewType);
        var timeToLive = await TimeToLiveAsync();
        Assert.Equal((TimeToLiveStatus.ENABLED, "expires"), (timeToLive.TimeToLiveStatus, timeToLive.AttributeName));
    }

    [Fact]
    public async Task Provisioned_throughput_may_be_given_as_text()
    {
        await EnsureAsync("""
            {
              "AttributeDefinitions": [{ "AttributeName": "pk", "AttributeType": "S" }],
              "KeySchema": [{ "AttributeName": "pk", "KeyType": "HASH" }],
              "ProvisionedThroughput": { "ReadCapacityUnits": "7", "WriteCapacityUnits": 3 }
            }
            """);

        var throughput = (await DescribeAsync()).ProvisionedThroughput;
        Assert.Equal((7L, 3L), (throughput.ReadCapacityUnits, throughput.WriteCapacityUnits));
    }

    [Fact]
    public async Task An_existing_table_with_the_same_schema_keeps_its_items()
    {
        await EnsureAsync(Orders);
        using var client = await LocalDynamoDb.ClientAsync();
        await client.PutItemAsync(_name, new() { ["pk"] = new AttributeValue("a"), ["sk"] = new AttributeValue { N = "1" } });

        await EnsureAsync(Orders);

        Assert.Equal(1, (await client.ScanAsync(new ScanRequest(_name))).Count);
    }

    [Fact]
    public async Task A_changed_stream_view_and_time_to_live_are_applied_to_an_existing_table()
    {
        await EnsureAsync(Orders);

        await EnsureAsync(Orders
            .Replace("NEW_AND_OLD_IMAGES", "KEYS_ONLY", StringComparison.Ordinal)
            .Replace("expires", "until", StringComparison.Ordinal));

        Assert.Equal(StreamViewType.KEYS_ONLY, (await DescribeAsync()).StreamSpecification.StreamViewType);
        Assert.Equal("until", (await TimeToLiveAsync()).AttributeName);
    }

    [Fact]
    public async Task Stream_and_time_to_live_are_switched_off_when_the_template_no_longer_has_them()
    {
        await EnsureAsync(Orders);
        var properties = JsonNode.Parse(Orders)!.AsObject();
        properties.Remove("StreamSpecification");
        properties.Remove("TimeToLiveSpecification");

        await EnsureAsync(properties.ToJsonString());

        Assert.NotEqual(true, (await DescribeAsync()).StreamSpecification?.StreamEnabled);
        Assert.Equal(TimeToLiveStatus.DISABLED, (await TimeToLiveAsync()).TimeToLiveStatus);
    }

    [Theory]
    [InlineData(
        """ "sk", "AttributeType": "N" """, """ "sk", "AttributeType": "S" """,
        "its key is pk (HASH S), sk (RANGE N), but pk (HASH S), sk (RANGE S)")]
    [InlineData(
        "byStatus", "byState",
        "the global index byStatus is status (HASH S), sk (RANGE N) with INCLUDE currency total, but missing")]
    [InlineData(
        "KEYS_ONLY", "ALL",
        "the local index byWeight is pk (HASH S), weight (RANGE B) with KEYS_ONLY, but pk (HASH S), weight (RANGE B) with ALL")]
    [InlineData(
        "\"total\", ", "",
        "the global index byStatus is status (HASH S), sk (RANGE N) with INCLUDE currency total, "
        + "but status (HASH S), sk (RANGE N) with INCLUDE currency")]
    public async Task An_existing_table_with_a_different_schema_is_refused_and_the_error_tells_the_difference(
        string old, string changed, string difference)
    {
        await EnsureAsync(Orders);

        Assert.Equal(
            $"OrdersTable: the table {_name} exists, but {difference} in the template. "
            + "Use another data folder (--data) or delete the table.",
            await RefusalAsync(Orders.Replace(old, changed, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("""[{ "AttributeName": "pk", "KeyType": "HASH" }]""", "5", "KeySchema must be a list.")]
    [InlineData("AttributeType", "Type", "AttributeDefinitions[0].AttributeType is missing.")]
    [InlineData("\"1\"", "\"one\"", "ProvisionedThroughput.ReadCapacityUnits must be a whole number.")]
    public async Task The_error_names_an_invalid_table_property(string old, string changed, string message)
    {
        const string Table = """
            {
              "AttributeDefinitions": [{ "AttributeName": "pk", "AttributeType": "S" }],
              "KeySchema": [{ "AttributeName": "pk", "KeyType": "HASH" }],
              "ProvisionedThroughput": { "ReadCapacityUnits": "1", "WriteCapacityUnits": 1 }
            }
            """;

        Assert.Equal($"OrdersTable.{message}", await RefusalAsync(Table.Replace(old, changed, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_error_for_a_refused_table_holds_the_message_of_DynamoDB()
    {
        var refusal = await RefusalAsync("""
            {
              "BillingMode": "PAY_PER_REQUEST",
              "AttributeDefinitions": [{ "AttributeName": "other", "AttributeType": "S" }],
              "KeySchema": [{ "AttributeName": "pk", "KeyType": "HASH" }]
            }
            """);

        Assert.StartsWith(
            $"OrdersTable: DynamoDB refuses the table {_name}: Hash Key not specified in Attribute Definitions.",
            refusal,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_error_names_a_DynamoDB_endpoint_that_does_not_answer()
    {
        using var client = LocalEndpoint.CreateClient(new Uri("http://127.0.0.1:1"));
        var table = new DynamoDbTable { LogicalId = "OrdersTable", TableName = _name, Properties = [] };

        var exception = await Assert.ThrowsAsync<LocalHostException>(
            () => new TableSetup(client).EnsureAsync([table], CancellationToken.None));

        Assert.StartsWith(
            "OrdersTable: DynamoDB at http://127.0.0.1:1/ cannot be reached: ", exception.Message, StringComparison.Ordinal);
    }
}
