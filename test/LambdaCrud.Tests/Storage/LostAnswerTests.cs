using Amazon.DynamoDBv2.Model;
using LambdaCrud.Storage;
using LambdaCrud.Tests.Support;
using static LambdaCrud.Tests.Support.FaultyDynamoDb;

namespace LambdaCrud.Tests.Storage;

/// <summary>The requests on a real connection after DynamoDB has received a call and its answer leaves the result unknown.</summary>
public class LostAnswerTests
{
    public static TheoryData<string, bool> Faults
    {
        get
        {
            var faults = new TheoryData<string, bool>();
            foreach (var fault in Fault.Undecided.Keys)
            {
                faults.Add(fault, false);
                faults.Add(fault, true);
            }

            return faults;
        }
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task After_a_lost_answer_a_write_that_must_not_be_repeated_is_not_sent_again(string fault, bool onReusedConnection)
    {
        using var dynamoDb = Failing(fault, times: 100);
        using var client = dynamoDb.Client(maxRetries: 0);

        var failure = await Assert.ThrowsAnyAsync<Exception>(() => AdjustAsync(client, dynamoDb, onReusedConnection));

        Assert.Equal(1, SentBy(dynamoDb));
        Assert.True(DynamoDb.IsUnavailable(failure), $"{failure}");
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task After_a_lost_answer_the_retrying_client_sends_the_same_call_again(string fault, bool onReusedConnection)
    {
        using var dynamoDb = Failing(fault, times: DynamoDb.MaxRetries);
        using var client = dynamoDb.Client(DynamoDb.MaxRetries);

        await AdjustAsync(client, dynamoDb, onReusedConnection);

        Assert.Equal(DynamoDb.MaxRetries + 1, SentBy(dynamoDb));
        Assert.Single(dynamoDb.Bodies.Where(IsAdjustment).Distinct());
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_call_is_an_outage_if_all_its_answers_are_lost(string fault, bool onReusedConnection)
    {
        using var dynamoDb = Failing(fault, times: 100);
        using var client = dynamoDb.Client(DynamoDb.MaxRetries);

        var failure = await Assert.ThrowsAnyAsync<Exception>(() => AdjustAsync(client, dynamoDb, onReusedConnection));

        Assert.Equal(DynamoDb.MaxRetries + 1, SentBy(dynamoDb));
        Assert.True(DynamoDb.IsUnavailable(failure), $"{failure}");
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_transaction_keeps_its_token_when_it_is_sent_again_after_a_lost_answer(string fault, bool onReusedConnection)
    {
        using var dynamoDb = Failing(fault, times: DynamoDb.MaxRetries);
        using var client = dynamoDb.Client(DynamoDb.MaxRetries);
        if (onReusedConnection)
            await client.ListTablesAsync();

        var transactions = new Transactions(client, new Backoff(TimeProvider.System));

        Assert.Null(await transactions.CommitAsync([new ConditionalWrite(new TransactWriteItem())], CancellationToken.None));
        var sent = dynamoDb.Bodies.Where(body => body.Contains("ClientRequestToken", StringComparison.Ordinal)).ToList();
        Assert.Equal(DynamoDb.MaxRetries + 1, sent.Count);
        Assert.Single(sent.Distinct());
    }

    private static FaultyDynamoDb Failing(string fault, int times) =>
        new("{}", Enumerable.Repeat(Fault.Undecided[fault], times));

    private static int SentBy(FaultyDynamoDb dynamoDb) => dynamoDb.Bodies.Count(IsAdjustment);

    private static bool IsAdjustment(string body) => body.Contains("ADD #stock :delta", StringComparison.Ordinal);

    private static async Task AdjustAsync(Amazon.DynamoDBv2.IAmazonDynamoDB client, FaultyDynamoDb dynamoDb, bool onReusedConnection)
    {
        if (onReusedConnection)
            await client.ListTablesAsync();
        Assert.Equal(onReusedConnection ? 1 : 0, dynamoDb.Bodies.Count);
        await client.UpdateItemAsync(new UpdateItemRequest { TableName = "the-table", UpdateExpression = "ADD #stock :delta" });
    }
}
