using System.Net;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using LambdaCrud.Storage;
using LambdaCrud.Tests.Support;

namespace LambdaCrud.Tests.Storage;

public class DynamoDbTests
{
    /// <summary>The SDK's standard mode waits at most 2^n seconds before retry n + 1.</summary>
    [Fact]
    public void A_call_with_all_its_retries_ends_within_the_functions_timeout()
    {
        var attempts = (DynamoDb.MaxRetries + 1) * DynamoDb.AttemptTimeout;
        var waits = TimeSpan.FromSeconds(Enumerable.Range(0, DynamoDb.MaxRetries).Sum(retry => Math.Pow(2, retry)));

        Assert.Equal(TimeSpan.FromSeconds(9), attempts + waits);
        Assert.Equal(10, (int?)Template.Root["Globals"]!["Function"]!["Timeout"]);
    }

    [Fact]
    public void A_client_has_the_given_timeout_and_number_of_retries_and_follows_no_redirects()
    {
        var config = DynamoDb.Configure(2, TimeSpan.FromSeconds(2));

        Assert.Equal(RequestRetryMode.Standard, config.RetryMode);
        Assert.Equal(2, config.MaxErrorRetry);
        Assert.Equal(TimeSpan.FromSeconds(2), config.Timeout);
        Assert.Equal(TimeSpan.FromSeconds(2), config.ConnectTimeout);
        Assert.Equal(0, config.MaxStaleConnectionRetries);
        Assert.False(config.AllowAutoRedirect);
    }

    [Theory]
    [InlineData(null, 2)]
    [InlineData("0", 2)]
    [InlineData("1", null)]
    public void Only_NO_TIMEOUTS_of_1_removes_the_limit_of_a_client(string? value, int? seconds)
    {
        var limit = DynamoDb.LimitOf(TimeSpan.FromSeconds(2), value);

        Assert.Equal(seconds is null ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(seconds.Value), limit);
        Assert.Equal(limit, DynamoDb.Configure(maxRetries: 0, limit).Timeout);
    }

    public static TheoryData<Exception> Outages =>
    [
        new ProvisionedThroughputExceededException("m"), new TransactionConflictException("m"), new TransactionInProgressException("m"),
        new HttpRequestException("m"), new TimeoutException("m"), new IOException("m"),
        new AmazonServiceException("m", ErrorType.Receiver, "Unknown", "request", HttpStatusCode.InternalServerError),
        new TransactionCanceledException("m") { CancellationReasons = [new() { Code = "None" }, new() { Code = "ThrottlingError" }] },
    ];

    [Theory]
    [MemberData(nameof(Outages), DisableDiscoveryEnumeration = true)]
    public void A_failure_that_may_go_away_by_itself_is_an_outage(Exception failure) => Assert.True(DynamoDb.IsUnavailable(failure));

    [Fact]
    public void A_refused_transaction_and_a_bad_request_are_not_outages()
    {
        Assert.False(DynamoDb.IsUnavailable(
            new TransactionCanceledException("m") { CancellationReasons = [new() { Code = "ConditionalCheckFailed" }] }));
        Assert.False(DynamoDb.IsUnavailable(
            new AmazonServiceException("m", ErrorType.Sender, "Unknown", "request", (HttpStatusCode)499)));
    }

    [Theory]
    [InlineData("ProvisionedThroughputExceededException", HttpStatusCode.BadRequest, 503)]
    [InlineData("RequestLimitExceeded", HttpStatusCode.BadRequest, 503)]
    [InlineData("ThrottlingException", HttpStatusCode.BadRequest, 503)]
    [InlineData("InternalServerError", HttpStatusCode.InternalServerError, 503)]
    [InlineData("ServiceUnavailable", HttpStatusCode.ServiceUnavailable, 503)]
    [InlineData("ValidationException", HttpStatusCode.BadRequest, 500)]
    [InlineData("ResourceNotFoundException", HttpStatusCode.BadRequest, 500)]
    [InlineData("AccessDeniedException", HttpStatusCode.BadRequest, 500)]
    public async Task The_error_from_DynamoDB_decides_between_503_and_500(string error, HttpStatusCode status, int expected)
    {
        using var wire = new WireDynamoDb().Fails("GetItem", error, status);
        var api = new TestApi(wire);

        var response = await api.Delete();

        Assert.Equal(expected, response.StatusCode);
        Assert.Equal(expected == 503, response.Headers.ContainsKey("Retry-After"));
    }

    [Fact]
    public async Task A_failed_connection_to_DynamoDB_is_an_outage()
    {
        var config = DynamoDb.Configure(maxRetries: 0, DynamoDb.AttemptTimeout);
        config.ServiceURL = "http://127.0.0.1:1";
        using var client = new DynamoDbClient(new BasicAWSCredentials("id", "secret"), config);

        Assert.Equal("unavailable", (await new TestApi(client).Delete()).Problem());
    }

    [Fact]
    public void A_failed_condition_is_not_an_outage() => Assert.False(DynamoDb.IsUnavailable(new ConditionalCheckFailedException("m")));
}
