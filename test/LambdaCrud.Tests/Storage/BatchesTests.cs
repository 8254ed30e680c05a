using System.Net;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using LambdaCrud.Storage;
using LambdaCrud.Tests.Support;
using Moq;

namespace LambdaCrud.Tests.Storage;

public sealed class BatchesTests : IDisposable
{
    private readonly WireDynamoDb _wire = new();
    private readonly StillTime _time = new(DateTimeOffset.UnixEpoch);

    public void Dispose() => _wire.Dispose();

    [Fact]
    public async Task Unprocessed_keys_are_requested_again_with_consistent_reads()
    {
        _wire
            .Answers("BatchGetItem", """
                {"Responses": {"the-table": [{"pk": {"S": "a"}}]},
                 "UnprocessedKeys": {"the-table": {"ConsistentRead": true, "Keys": [{"pk": {"S": "b"}, "sk": {"S": "x"}}]}}}
                """)
            .Answers("BatchGetItem", """{"Responses": {"the-table": [{"pk": {"S": "b"}}]}}""");

        var found = await Batches().GetAsync([Attributes.Key("a", "x"), Attributes.Key("b", "x")], CancellationToken.None);

        Assert.Equal(["a", "b"], found.Select(item => item["pk"].S));
        Assert.Equal(
            """{"the-table":{"ConsistentRead":true,"Keys":[{"pk":{"S":"b"},"sk":{"S":"x"}}]}}""",
            _wire.Calls[1].Body["RequestItems"]!.ToJsonString());
    }

    [Fact]
    public async Task Unprocessed_writes_are_sent_again()
    {
        _wire
            .Answers("BatchWriteItem", """
                {"UnprocessedItems": {"the-table": [{"PutRequest": {"Item": {"pk": {"S": "b"}, "sk": {"S": "x"}}}}]}}
                """)
            .Answers("BatchWriteItem");

        var left = await Batches().PutAsync([Attributes.Key("a", "x"), Attributes.Key("b", "x")], CancellationToken.None);

        Assert.Empty(left);
        Assert.Equal(
            """{"the-table":[{"PutRequest":{"Item":{"pk":{"S":"b"},"sk":{"S":"x"}}}}]}""",
            _wire.Calls[1].Body["RequestItems"]!.ToJsonString());
    }

    [Fact]
    public async Task A_batch_pauses_before_each_further_attempt_and_not_before_the_first()
    {
        var unprocessed = """{"UnprocessedKeys": {"the-table": {"Keys": [{"pk": {"S": "a"}, "sk": {"S": "x"}}]}}}""";
        _wire.Answers("BatchGetItem", unprocessed).Answers("BatchGetItem", unprocessed).Answers("BatchGetItem", "{}");
        await Batches().GetAsync([Attributes.Key("a", "x")], CancellationToken.None);
        var pausesOfReads = _time.Timers.ToList();
        _time.Timers.Clear();

        for (var attempt = 0; attempt < 8; attempt++)
            _wire.Answers("BatchWriteItem", """{"UnprocessedItems": {"the-table": [{"PutRequest": {"Item": {"pk": {"S": "a"}, "sk": {"S": "x"}}}}]}}""");
        await Batches().PutAsync([Attributes.Key("a", "x")], CancellationToken.None);

        Assert.Equal(2, pausesOfReads.Count);
        AssertWithin(pausesOfReads);
        Assert.Equal(7, _time.Timers.Count);
        AssertWithin(_time.Timers);
    }

    private static void AssertWithin(IReadOnlyList<TimeSpan> pauses)
    {
        foreach (var (index, pause) in Assert.Some(pauses).Index())
            Assert.InRange(pause, TimeSpan.FromMilliseconds(1), Backoff.LongestAfter(index + 1));
    }

    [Fact]
    public async Task A_write_that_stays_unprocessed_is_reported_as_not_written_after_eight_attempts()
    {
        for (var attempt = 0; attempt < 8; attempt++)
            _wire.Answers("BatchWriteItem", """
                {"UnprocessedItems": {"the-table": [{"PutRequest": {"Item": {"pk": {"S": "a"}, "sk": {"S": "x"}}}}]}}
                """);

        var left = await Batches().PutAsync([Attributes.Key("a", "x"), Attributes.Key("b", "x")], CancellationToken.None);

        Assert.Equal("a", Assert.Single(left)["pk"].S);
        Assert.Equal(8, _wire.Calls.Count);
    }

    [Fact]
    public async Task A_write_is_reported_as_not_written_at_once_if_DynamoDB_fails()
    {
        _wire.Fails("BatchWriteItem", "InternalServerError", HttpStatusCode.InternalServerError);

        Assert.Equal("a", Assert.Single(await Batches().PutAsync([Attributes.Key("a", "x")], CancellationToken.None))["pk"].S);
    }

    [Fact]
    public async Task At_the_deadline_the_result_says_which_items_may_be_missing()
    {
        using var deadline = new CancellationTokenSource();
        var client = new Mock<IAmazonDynamoDB>(MockBehavior.Strict);
        client
            .Setup(one => one.BatchWriteItemAsync(It.IsAny<BatchWriteItemRequest>(), It.IsAny<CancellationToken>()))
            .Returns((BatchWriteItemRequest request, CancellationToken _) =>
            {
                if (request.RequestItems["the-table"].Count == 25)
                    return Task.FromResult(new BatchWriteItemResponse());
                deadline.Cancel();
                return Task.FromCanceled<BatchWriteItemResponse>(deadline.Token);
            });

        var left = await new Batches(client.Object, "the-table", new Backoff(TimeProvider.System))
            .PutAsync([.. Enumerable.Range(0, 27).Select(n => Attributes.Key($"{n}", "x"))], deadline.Token);

        Assert.Equal(["25", "26"], left.Select(item => item["pk"].S));
    }

    [Fact]
    public async Task A_BatchWriteItem_call_has_at_most_25_writes()
    {
        var client = new Mock<IAmazonDynamoDB>(MockBehavior.Strict);
        var sizes = new List<int>();
        client
            .Setup(one => one.BatchWriteItemAsync(It.IsAny<BatchWriteItemRequest>(), It.IsAny<CancellationToken>()))
            .Callback((BatchWriteItemRequest request, CancellationToken _) => sizes.Add(request.RequestItems["the-table"].Count))
            .ReturnsAsync(new BatchWriteItemResponse());

        var left = await new Batches(client.Object, "the-table", new Backoff(TimeProvider.System))
            .PutAsync([.. Enumerable.Range(0, 60).Select(n => Attributes.Key($"{n}", "x"))], CancellationToken.None);

        Assert.Equal([25, 25, 10], sizes);
        Assert.Empty(left);
    }

    [Fact]
    public async Task A_batch_without_items_makes_no_call() => Assert.Empty(await Batches().PutAsync([], CancellationToken.None));

    private Batches Batches() => new(_wire.Client(), "the-table", new Backoff(_time));
}
