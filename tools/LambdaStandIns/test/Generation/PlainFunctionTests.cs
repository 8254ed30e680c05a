using Amazon.Lambda.CloudWatchEvents.ScheduledEvents;
using Amazon.Lambda.DynamoDBEvents;
using Amazon.Lambda.TestUtilities;

namespace LambdaStandIns.Tests.Generation;

/// <summary>Functions outside an API, including functions for streams and schedules.</summary>
public class PlainFunctionTests
{
    [Theory]
    [InlineData("string A(string text) => text + \"!\";")]
    [InlineData("async Task<string> A(string text) { await Task.Yield(); return text + \"!\"; }")]
    public async Task A_function_outside_an_API_passes_its_event_and_its_result_through_unchanged(string method) =>
        Assert.Equal("x!", await FunctionProject.WithMembers($"[LambdaFunction] public {method}").CallAsync("x"));

    [Fact]
    public async Task A_stream_handler_gets_its_event_and_the_context()
    {
        var project = FunctionProject.WithMembers("""
            [LambdaFunction][DynamoDBEvent("@Table")] public async Task A(DynamoDBEvent batch, ILambdaContext context)
            {
                await Task.Yield();
                context.Logger.LogLine($"{batch.Records.Count} {context.AwsRequestId}");
            }
            """);
        var context = new TestLambdaContext { AwsRequestId = "id" };

        await project.CallAsync(new DynamoDBEvent { Records = [new()] }, context);

        Assert.Equal("1 id\n", ((TestLambdaLogger)context.Logger).Buffer.ToString());
    }

    [Fact]
    public async Task A_scheduled_handler_gets_its_event()
    {
        var project = FunctionProject.WithMembers("""
            [LambdaFunction][ScheduleEvent("rate(1 day)")] public void A(ScheduledEvent tick) => throw new InvalidOperationException(tick.Region);
            """);

        var passed = await Assert.ThrowsAsync<InvalidOperationException>(() => project.CallAsync(new ScheduledEvent { Region = "eu-west-1" }));
        Assert.Equal("eu-west-1", passed.Message);
    }
}
