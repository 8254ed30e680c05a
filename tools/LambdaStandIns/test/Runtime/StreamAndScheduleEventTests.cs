using Amazon.Lambda.CloudWatchEvents.ScheduledEvents;
using Amazon.Lambda.DynamoDBEvents;
using Amazon.Lambda.Serialization.SystemTextJson;
using static Amazon.Lambda.DynamoDBEvents.DynamoDBEvent;

namespace LambdaStandIns.Tests.Runtime;

public class StreamAndScheduleEventTests
{
    private readonly DefaultLambdaJsonSerializer _serializer = new();

    [Fact]
    public void A_DynamoDB_stream_record_is_read_with_its_typed_attributes()
    {
        var record = Assert.Single(_serializer.FromJson<DynamoDBEvent>(
            """
            {"Records":[{"eventID":"1","eventName":"MODIFY","eventSourceARN":"arn:t","userIdentity":{"type":"Service","principalId":"dynamodb.amazonaws.com"},
              "dynamodb":{"ApproximateCreationDateTime":1479499740.5,"Keys":{"pk":{"S":"BOOK#7"}},"SequenceNumber":"111","SizeBytes":26,
                "NewImage":{"n":{"N":"1.50"},"b":{"B":"AQI="},"bs":{"BS":["AQ=="]},"t":{"BOOL":true},"z":{"NULL":true},
                  "l":{"L":[{"S":"x"}]},"m":{"M":{"k":{"S":"v"}}},"ns":{"NS":["1","2"]}}}}]}
            """).Records);

        Assert.Equal(("1", "MODIFY", "arn:t"), (record.EventID, record.EventName, record.EventSourceArn));
        Assert.Equal("dynamodb.amazonaws.com", record.UserIdentity.PrincipalId);
        Assert.Equal("2016-11-18T20:09:00.5000000Z", record.Dynamodb.ApproximateCreationDateTime.ToString("O"));
        Assert.Equal("BOOK#7", record.Dynamodb.Keys["pk"].S);
        Assert.Null(record.Dynamodb.OldImage);
        Assert.Equal(
            """{"n":1.50,"b":"AQI=","bs":["AQ=="],"t":true,"z":null,"l":["x"],"m":{"k":"v"},"ns":[1,2]}""",
            record.Dynamodb.NewImage.ToJson());
    }

    [Fact]
    public void ToJson_and_ToJsonPretty_write_a_DynamoDB_item_as_plain_JSON()
    {
        Dictionary<string, AttributeValue> item = new() { ["s"] = new() { S = "é" }, ["l"] = new() { L = [new() { S = "x" }] }, ["?"] = new() };
        Assert.Equal("""{"s":"\u00E9","l":["x"],"?":null}""", item.ToJson());
        Assert.Equal(
            """
            {
              "s": "\u00E9",
              "l": [
                "x"
              ],
              "?": null
            }
            """,
            item.ToJsonPretty());
        Assert.Equal("{}", ((Dictionary<string, AttributeValue>?)null).ToJson());
    }

    [Fact]
    public void A_StreamsEventResponse_lists_failed_records_by_sequence_number()
    {
        Assert.Equal(
            """{"batchItemFailures":[{"itemIdentifier":"111"}]}""",
            _serializer.ToJson(new StreamsEventResponse { BatchItemFailures = [new() { ItemIdentifier = "111" }] }));
        Assert.Equal("{}", _serializer.ToJson(new StreamsEventResponse()));
    }

    [Fact]
    public void A_ScheduledEvent_is_read_from_its_JSON()
    {
        var tick = _serializer.FromJson<ScheduledEvent>(
            """{"id":"i","detail-type":"Scheduled Event","source":"aws.events","time":"2026-01-02T03:04:05Z","resources":["arn:rule"],"detail":{}}""");

        Assert.Equal(("i", "Scheduled Event", "aws.events"), (tick.Id, tick.DetailType, tick.Source));
        Assert.Equal("2026-01-02T03:04:05.0000000Z", tick.Time.ToString("O"));
        Assert.Equal(["arn:rule"], tick.Resources);
        Assert.NotNull(tick.Detail);
    }
}
