using Amazon.Lambda.Core;
using Amazon.Lambda.TestUtilities;

namespace LambdaStandIns.Tests.Runtime;

public class TestUtilitiesTests
{
    private readonly TestLambdaLogger _logger = new();

    private ILambdaLogger Logger => _logger;

    [Fact]
    public void A_new_TestLambdaContext_has_a_logger_and_no_other_value()
    {
        var context = new TestLambdaContext();
        Assert.IsType<TestLambdaLogger>(context.Logger);
        Assert.Null(context.AwsRequestId);
        Assert.Null(context.TraceId);
        Assert.Null(context.TenantId);
        Assert.Null(context.Serializer);
        Assert.Equal((0, TimeSpan.Zero), (context.MemoryLimitInMB, context.RemainingTime));
        Assert.Empty(new TestClientContext().Environment);
        Assert.Empty(new TestClientContext().Custom);
    }

    [Fact]
    public void TestLambdaLogger_keeps_all_text_and_lines_in_its_buffer()
    {
        Logger.Log("a");
        Logger.LogLine("b");
        Logger.Log("Warning", "c");
        Logger.LogError("d");
        Assert.Equal("ab\nWarning: c\nError: d\n", _logger.Buffer.ToString());
    }

    [Fact]
    public void TestLambdaLogger_writes_arguments_after_the_message_and_does_not_fill_placeholders()
    {
        Logger.LogInformation("lent {book}", "Emma", 7);
        Assert.Equal("Information: lent {book}\n\tEmma\n\t7\n\n", _logger.Buffer.ToString());
    }

    [Fact]
    public void TestLambdaLogger_writes_an_exception_after_the_message()
    {
        Logger.LogError(new InvalidOperationException("boom"), "lent {book}", "Emma");
        Logger.Log(LogLevel.Critical, new InvalidOperationException("bang"), "out");
        Assert.Equal(
            "Error: lent {book}\n\tEmma\n\nSystem.InvalidOperationException: boom\n\nCritical: out\nSystem.InvalidOperationException: bang\n\n",
            _logger.Buffer.ToString());
    }
}
