using System.Net;
using System.Net.Http.Headers;
using LambdaCrud.Client;

namespace LambdaCrud.IntegrationTests.Clients;

/// <summary>Which requests the C# client repeats, and when. docs/retries.md has the rules.</summary>
public sealed class CSharpRetryTests : IDisposable
{
    private const string Key = "Idempotency-Key";

    private readonly Answers _answers = new();
    private readonly ImmediateTime _time = new();

    public void Dispose() => _answers.Dispose();

    [Theory]
    [InlineData("GET", false, 503, "unavailable")]
    [InlineData("PUT", false, 502, "bad-gateway")]
    [InlineData("DELETE", false, 504, "timeout")]
    [InlineData("POST", true, 502, "bad-gateway")]
    [InlineData("POST", true, 503, "unavailable")]
    [InlineData("PATCH", true, 504, "timeout")]
    [InlineData("POST", false, 429, "throttled")]
    [InlineData("POST", false, 409, "edit-conflict")]
    [InlineData("POST", true, 409, "request-in-progress")]
    public async Task A_request_is_repeated_if_it_had_no_effect_or_a_repeat_has_none(string method, bool hasKey, int status, string code)
    {
        _answers.Add(status, code).Add(204);

        var answer = await SendAsync(method, hasKey);

        Assert.Equal(HttpStatusCode.NoContent, answer.Status);
        Assert.Equal(2, _answers.Requests.Count);
    }

    [Theory]
    [InlineData("POST", false, 502, "bad-gateway")]
    [InlineData("POST", false, 503, "unavailable")]
    [InlineData("PATCH", false, 504, "timeout")]
    [InlineData("GET", false, 429, "quota-exceeded")]
    [InlineData("POST", true, 409, "full")]
    [InlineData("GET", false, 404, "not-found")]
    [InlineData("GET", false, 500, "internal")]
    public async Task Any_other_problem_is_thrown_at_once(string method, bool hasKey, int status, string code)
    {
        _answers.Add(status, code).Add(204);

        var problem = await Assert.ThrowsAsync<ProblemException>(() => SendAsync(method, hasKey));

        Assert.Equal((status, code), ((int)problem.Answer.Status, problem.Code));
        Assert.Single(_answers.Requests);
    }

    [Fact]
    public async Task A_pause_is_as_long_as_the_API_asks_for_or_twice_as_long_as_the_last_one()
    {
        _answers.Add(503, "unavailable").Add(503, "unavailable", retryAfter: 7).Add(503, "unavailable").Add(204);

        await SendAsync("GET");

        Assert.Equal([1, 7, 4], _time.Pauses.Select(pause => pause.TotalSeconds));
    }

    [Fact]
    public async Task The_last_problem_is_thrown_after_four_attempts()
    {
        _answers.Add(503, "unavailable").Add(503, "unavailable").Add(503, "unavailable").Add(502, "bad-gateway").Add(204);

        var problem = await Assert.ThrowsAsync<ProblemException>(() => SendAsync("GET"));

        Assert.Equal("bad-gateway", problem.Code);
        Assert.Equal(4, _answers.Requests.Count);
    }

    [Fact]
    public async Task A_request_is_not_repeated_if_the_API_asks_for_a_longer_pause_than_the_client_allows()
    {
        _answers.Add(429, "throttled", retryAfter: 21).Add(204);

        await Assert.ThrowsAsync<ProblemException>(() => SendAsync("GET"));

        Assert.Empty(_time.Pauses);
    }

    [Fact]
    public async Task A_request_without_an_answer_is_repeated_only_if_a_repeat_has_no_effect()
    {
        _answers.AddFailure().Add(204).AddFailure().Add(204);

        await SendAsync("POST", hasKey: true);
        await Assert.ThrowsAsync<HttpRequestException>(() => SendAsync("POST"));

        Assert.Equal(3, _answers.Requests.Count);
    }

    [Fact]
    public async Task All_attempts_have_the_same_key_and_the_next_request_has_another_one()
    {
        _answers.Add(503, "unavailable").Add(204).Add(204);

        await SendAsync("POST", hasKey: true);
        await SendAsync("POST", hasKey: true);

        var keys = _answers.Requests.ConvertAll(headers => headers.GetValues(Key).Single());
        Assert.Equal(keys[0], keys[1]);
        Assert.NotEqual(keys[0], keys[2]);
    }

    [Fact]
    public async Task Each_attempt_asks_for_the_credential()
    {
        _answers.Add(503, "unavailable").Add(204);
        var tokens = 0;

        await SendAsync("GET", credential: () => $"token-{++tokens}");

        Assert.Equal(["Bearer token-1", "Bearer token-2"], _answers.Requests.Select(headers => $"{headers.Authorization}"));
    }

    [Fact]
    public async Task A_failure_without_a_problem_keeps_its_status()
    {
        _answers.Add(404);

        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => SendAsync("GET"));

        Assert.Equal(HttpStatusCode.NotFound, failure.StatusCode);
    }

    private Task<Answer> SendAsync(string method, bool hasKey = false, Func<string>? credential = null)
    {
        var http = new HttpClient(_answers) { BaseAddress = new("https://api.example/stage") };
        var api = new ApiConnection(http, new ApiOptions
        {
            Time = _time,
            Credentials = { ["Token"] = _ => ValueTask.FromResult(credential?.Invoke() ?? "token") },
        });
        var request = new ApiRequest(method, "things").Credential("Token", "Authorization", "Bearer ");
        return (hasKey ? request.IdempotencyKey(null) : request).SendAsync(api, CancellationToken.None);
    }

    /// <summary>Gives prepared answers and keeps the headers of the requests.</summary>
    private sealed class Answers : HttpMessageHandler
    {
        private readonly Queue<Func<HttpResponseMessage>> _prepared = [];

        public List<HttpRequestHeaders> Requests { get; } = [];

        public Answers Add(int status, string? code = null, int? retryAfter = null)
        {
            var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent("") };
            if (code is not null)
            {
                response.Content = new StringContent(
                    $$"""{"type": "urn:problem:{{code}}", "title": "A problem", "status": {{status}}, "code": "{{code}}"}""",
                    new MediaTypeHeaderValue("application/problem+json"));
            }

            if (retryAfter is { } seconds)
                response.Headers.RetryAfter = new(TimeSpan.FromSeconds(seconds));
            _prepared.Enqueue(() => response);
            return this;
        }

        public Answers AddFailure()
        {
            _prepared.Enqueue(() => throw new HttpRequestException("The connection is lost."));
            return this;
        }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests.Add(request.Headers);
            return Task.FromResult(_prepared.Dequeue()());
        }
    }

    /// <summary>A clock whose pauses end at once.</summary>
    private sealed class ImmediateTime : TimeProvider
    {
        public List<TimeSpan> Pauses { get; } = [];

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Pauses.Add(dueTime);
            return System.CreateTimer(callback, state, TimeSpan.Zero, period);
        }
    }
}
