using LocalGateway.Tests.Support;

namespace LocalGateway.Tests.CompleteTemplates;

/// <summary>API keys, a usage plan that SAM creates, a usage plan of the template, throttles of methods and of the stage.</summary>
public sealed class WeatherTests
{
    private const string File = "weather.json";
    private const string Partner = "partner-key-of-the-weather-tests";

    private readonly ManualTime _time = new();

    private Task<TestGateway> StartAsync() => TemplateGateway.StartAsync(File, options => options with { TimeProvider = _time });

    private static Task<HttpResponseMessage> GetAsync(TestGateway gateway, string path, string key) =>
        gateway.SendAsync("GET", path, ("x-api-key", key));

    [Theory]
    [InlineData(null)]
    [InlineData("nobody-knows-this-key-0123456789")]
    [InlineData("retired-key-of-the-weather-tests")]
    [InlineData("loose-key-of-the-weather-tests-0")]
    public async Task A_key_that_is_missing_unknown_disabled_or_in_no_plan_is_refused(string? key)
    {
        await using var gateway = await StartAsync();

        await gateway.SendAsync("GET", "/forecast", key is null ? [] : [("X-API-Key", key)])
            .IsRefusedAsync(401, """{"message":"Forbidden"}""", "ForbiddenException");
    }

    [Fact]
    public async Task A_method_that_requires_no_key_is_open()
    {
        await using var gateway = await StartAsync();

        await gateway.SendAsync("GET", "/about").HasStatusAsync(200);
    }

    [Fact]
    public async Task The_usage_plan_that_SAM_creates_has_a_generated_key_and_a_quota()
    {
        await using var gateway = await StartAsync();
        var key = gateway.ApiKeys["WeatherApiApiKey"];

        Assert.Equal(40, key.Length);
        for (var call = 0; call < 3; call++)
            await GetAsync(gateway, "/forecast", key).HasStatusAsync(200);
        await GetAsync(gateway, "/forecast", key)
            .IsRefusedAsync(429, """{"problem":"Limit Exceeded","stage":"v2"}""", "LimitExceededException");
        _time.Advance(TimeSpan.FromDays(1));
        await GetAsync(gateway, "/forecast", key).HasStatusAsync(200);
    }

    [Fact]
    public async Task A_usage_plan_throttle_for_one_method_does_not_limit_the_other_methods()
    {
        await using var gateway = await StartAsync();

        await GetAsync(gateway, "/alerts", Partner).HasStatusAsync(200);
        await GetAsync(gateway, "/alerts", Partner).IsRefusedAsync(429, """{"message":"Too Many Requests"}""", "TooManyRequestsException");
        await GetAsync(gateway, "/forecast", Partner).HasStatusAsync(200);
        _time.Advance(TimeSpan.FromSeconds(1));
        await GetAsync(gateway, "/alerts", Partner).HasStatusAsync(200);
    }

    [Fact]
    public async Task A_stage_throttle_of_0_for_one_method_closes_that_method()
    {
        await using var gateway = await StartAsync();

        await GetAsync(gateway, "/history", Partner).IsRefusedAsync(429, """{"message":"Too Many Requests"}""", "TooManyRequestsException");
    }

    [Fact]
    public async Task The_event_of_the_function_holds_the_API_key_of_the_request()
    {
        await using var gateway = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/forecast") { Headers = { { "X-API-Key", Partner } } };

        Assert.Equal(Partner, (string?)(await gateway.EventOfAsync(request))["requestContext"]!["identity"]!["apiKey"]);
    }
}
