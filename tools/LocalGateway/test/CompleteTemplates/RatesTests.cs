using LocalGateway.Tests.Support;

namespace LocalGateway.Tests.CompleteTemplates;

/// <summary>The cache of a stage: declared keys, settings for single methods, the lifetime, <c>Cache-Control</c>.</summary>
public sealed class RatesTests
{
    private const string File = "rates.json";

    private readonly ManualTime _time = new();

    private Task<TestGateway> StartAsync(params (string Name, string Value)[] parameters) =>
        TemplateGateway.StartAsync(File, options => options with { TimeProvider = _time }, parameters);

    [Fact]
    public async Task Only_declared_parameters_are_part_of_the_cache_key()
    {
        await using var gateway = await StartAsync();

        Assert.Equal("1", await gateway.TextOfAsync("/rates/EUR?on=monday"));
        Assert.Equal("1", await gateway.TextOfAsync("/rates/EUR?on=monday&by=me", ("X-Trace", "7")));
        Assert.Equal("2", await gateway.TextOfAsync("/rates/USD?on=monday"));
        Assert.Equal("3", await gateway.TextOfAsync("/rates/EUR?on=tuesday"));
        Assert.Equal("1", await gateway.TextOfAsync("/rates/EUR?on=monday"));
    }

    [Fact]
    public async Task Requests_that_differ_only_in_an_undeclared_path_parameter_share_one_cache_entry()
    {
        await using var gateway = await StartAsync();

        Assert.Equal("1", await gateway.TextOfAsync("/sources/bank"));
        Assert.Equal("1", await gateway.TextOfAsync("/sources/exchange"));
    }

    [Fact]
    public async Task The_stage_caches_only_GET_methods_and_a_method_setting_overrides_this()
    {
        await using var gateway = await StartAsync();

        await gateway.SendAsync("PUT", "/rates/EUR").AnswersAsync(200, "1");
        await gateway.SendAsync("PUT", "/rates/EUR").AnswersAsync(200, "2");
        await gateway.SendAsync("POST", "/convert").AnswersAsync(200, "3");
        await gateway.SendAsync("POST", "/convert").AnswersAsync(200, "3");
        await gateway.SendAsync("GET", "/now").AnswersAsync(200, "4");
        await gateway.SendAsync("GET", "/now").AnswersAsync(200, "5");
    }

    [Fact]
    public async Task A_cache_entry_lives_as_long_as_the_template_parameter_says()
    {
        await using var gateway = await StartAsync(("CacheSeconds", "90"));

        Assert.Equal("1", await gateway.TextOfAsync("/rates/EUR"));
        _time.Advance(TimeSpan.FromSeconds(89));
        Assert.Equal("1", await gateway.TextOfAsync("/rates/EUR"));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("2", await gateway.TextOfAsync("/rates/EUR"));
    }

    [Fact]
    public async Task A_cache_lifetime_of_0_caches_nothing()
    {
        await using var gateway = await StartAsync(("CacheSeconds", "0"));

        Assert.Equal("1", await gateway.TextOfAsync("/rates/EUR"));
        Assert.Equal("2", await gateway.TextOfAsync("/rates/EUR"));
    }

    [Fact]
    public async Task A_404_reply_of_the_function_is_cached()
    {
        await using var gateway = await StartAsync();

        await gateway.SendAsync("GET", "/rates/XXX", ("X-Status", "404")).AnswersAsync(404, "1");
        await gateway.SendAsync("GET", "/rates/XXX").AnswersAsync(404, "1");
    }

    [Fact]
    public async Task A_client_cannot_refresh_a_cache_entry_and_gets_a_Warning_header()
    {
        await using var gateway = await StartAsync();
        await gateway.SendAsync("GET", "/rates/EUR").HasStatusAsync(200);

        using var response = await gateway.SendAsync("GET", "/rates/EUR", ("Cache-Control", "max-age=0"));

        Assert.Equal("1", await response.Content.ReadAsStringAsync());
        Assert.Single(response.Headers.Warning);
    }
}
