using Amazon.Lambda.Core;
using Amazon.Runtime;
using LambdaCrud.Http;
using LambdaCrud.Telemetry;
using LambdaCrud.Tests.Support;
using Moq;

namespace LambdaCrud.Tests.Telemetry;

public class RequestLogTests
{
    private readonly Mock<ILambdaLogger> _logger = new();
    private readonly List<(string Level, string Line, object[] Values)> _lines = [];
    private readonly List<string> _rawLines = [];
    private readonly RequestLog _log = new(
        new EmbeddedMetrics("LambdaCrud/shop", "INFO", new StillTime(DateTimeOffset.UnixEpoch)), new CallerHash(TestApi.SigningKey));

    public RequestLogTests()
    {
        _logger.Setup(logger => logger.Log(It.IsAny<LogLevel>(), It.IsAny<string>(), It.IsAny<object[]>()))
            .Callback((LogLevel level, string line, object[] values) => _lines.Add((level.ToString(), line, values)));
        _logger.Setup(logger => logger.Log(It.IsAny<string>())).Callback((string line) => _rawLines.Add(line));
    }

    private static RequestOutcome Outcome(Reply reply, Exception? failure = null, string? subject = null) => new()
    {
        Route = "GET /orders/{id}",
        CorrelationId = "order-7",
        Status = reply.Status,
        Code = reply.Problem?.Code,
        Counted = reply.Counted,
        Duration = TimeSpan.FromMilliseconds(12.34),
        Subject = subject,
        Failure = failure,
    };

    [Fact]
    public void The_log_line_names_route_status_duration_request_caller_and_problem()
    {
        _log.Write(_logger.Object, Outcome(ProblemTypes.NotFound.ToReply(), subject: "the-subject"));

        var (level, line, values) = Assert.Single(_lines);
        Assert.Equal("Information", level);
        Assert.Equal(
            "{route} answered {status} in {durationMs} ms, request {correlationId}, cold start {coldStart}, caller {caller}, problem {problem}",
            line);
        Assert.Equal(["GET /orders/{id}", 404, 12.3, "order-7", true, "f76d8d5322b62bc3", "not-found"], values);
    }

    [Fact]
    public void The_log_line_leaves_out_caller_and_problem_if_there_are_none()
    {
        _log.Write(_logger.Object, Outcome(new Reply(200)));

        Assert.Equal(["GET /orders/{id}", 200, 12.3, "order-7", true], Assert.Single(_lines).Values);
    }

    [Fact]
    public void Only_the_first_request_of_an_environment_is_a_cold_start()
    {
        for (var request = 0; request < 3; request++)
            _log.Write(_logger.Object, Outcome(new Reply(200)));

        Assert.Equal([true, false, false], _lines.Select(line => line.Values[4]));
        Assert.Equal(
            ["ColdStart{Route=GET /orders/{id}}=1", "ColdStart{Route=GET /orders/{id}}=0", "ColdStart{Route=GET /orders/{id}}=0"],
            _rawLines.Select(line => EmfDocument.Parse(line).Values[1].Split(' ', 2)[1].Replace(" Count", "", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_metrics_are_written_as_one_unchanged_line()
    {
        _log.Write(_logger.Object, Outcome(new Reply(200)));

        var line = Assert.Single(_rawLines);
        Assert.EndsWith("}\n", line, StringComparison.Ordinal);
        Assert.Equal(1, line.Count(character => character == '\n'));
    }

    [Fact]
    public void An_outage_is_logged_as_a_warning_and_an_internal_error_is_logged_as_an_error()
    {
        _log.Write(_logger.Object, Outcome(ProblemTypes.Unavailable.ToReply(), new TimeoutException()));
        _log.Write(_logger.Object, Outcome(ProblemTypes.Internal.ToReply(), new InvalidOperationException()));

        Assert.Equal(["Warning", "Error"], _lines.Select(line => line.Level));
    }

    [Fact]
    public void A_failure_is_logged_with_type_stack_trace_and_cause_but_without_its_message()
    {
        var failure = Caught(() =>
        {
            try
            {
                _ = int.Parse("secret-number", System.Globalization.CultureInfo.InvariantCulture);
            }
            catch (FormatException cause)
            {
                throw new InvalidOperationException("about secret-number", cause);
            }
        });

        _log.Write(_logger.Object, Outcome(ProblemTypes.Internal.ToReply(), failure));

        var (_, line, values) = Assert.Single(_lines);
        Assert.EndsWith(", problem {problem}, failure {failure}", line, StringComparison.Ordinal);
        var text = (string)values[^1];
        Assert.StartsWith("System.InvalidOperationException\n   at ", text, StringComparison.Ordinal);
        Assert.Contains("\ncaused by System.FormatException\n   at System.Number.", text, StringComparison.Ordinal);
        Assert.Lacks("secret", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failure_of_a_service_is_logged_with_its_error_code_and_request_id()
    {
        var failure = Caught(() => throw new AmazonServiceException("value secret is not valid")
        {
            ErrorCode = "ValidationException",
            RequestId = "SERVICE7",
            StatusCode = System.Net.HttpStatusCode.BadRequest,
        });

        _log.Write(_logger.Object, Outcome(ProblemTypes.Internal.ToReply(), failure));

        Assert.StartsWith(
            "Amazon.Runtime.AmazonServiceException 400 ValidationException, service request SERVICE7\n   at ",
            (string)Assert.Single(_lines).Values[^1],
            StringComparison.Ordinal);
    }

    private static Exception Caught(Action action) => Record.Exception(action)!;
}
