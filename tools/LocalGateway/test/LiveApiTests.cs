using LocalGateway.Model;
using LocalGateway.Tests.Functions;
using LocalGateway.Tests.Support;

namespace LocalGateway.Tests;

public sealed class LiveApiTests
{
    private readonly ChangingDeployment _source = new();

    [Fact]
    public async Task A_changed_deployment_answers_the_next_request()
    {
        await using var gateway = await StartAsync(Api("first"));
        Assert.Equal("first", await gateway.TextOfAsync("/text"));

        _source.Change(Api("second").Deploy());

        Assert.Equal("second", await gateway.TextOfAsync("/text"));
        Assert.Contains(
            "RELOAD test.template: the functions stay warm, the response cache is empty, unchanged limits keep their counts", gateway.Log.All);
    }

    [Fact]
    public async Task A_request_in_progress_finishes_on_the_deployment_that_it_began_with()
    {
        await using var gateway = await StartAsync(Api("first"));
        var gate = Guid.NewGuid().ToString();
        var waiting = gateway.SendAsync("GET", $"/wait?gate={gate}");
        await Gates.Of(gate + "/begun").Task;

        _source.Change((Api("second") with { Methods = [Text("second")] }).Deploy());
        Assert.Equal("second", await gateway.TextOfAsync("/text"));
        await gateway.SendAsync("GET", "/wait").HasStatusAsync(403);
        Gates.Of(gate).SetResult();

        await waiting.HasStatusAsync(200);
    }

    [Fact]
    public async Task All_requests_that_begin_after_a_change_get_the_new_deployment_while_it_is_read_only_once()
    {
        await using var gateway = await StartAsync(Api("first"));
        _source.Change(Api("second").Deploy());
        var read = _source.HoldRead();

        var texts = Enumerable.Range(0, 5).Select(_ => gateway.TextOfAsync("/text")).ToArray();
        await _source.ReadBegun;
        var later = gateway.TextOfAsync("/text");
        read.SetResult();

        Assert.Every(await Task.WhenAll([.. texts, later]), text => Assert.Equal("second", text));
        Assert.Equal(1, _source.Reads);
    }

    [Fact]
    public async Task A_deployment_that_cannot_be_served_is_reported_with_all_problems_and_the_last_good_one_keeps_serving()
    {
        await using var gateway = await StartAsync(Api("first"));

        _source.Change((Api("#if(") with { Methods = [Text("#if("), Text("#set(", "/other")] }).Deploy());
        Assert.Equal("first", await gateway.TextOfAsync("/text"));
        Assert.Equal("first", await gateway.TextOfAsync("/text"));

        var report = Assert.Single(gateway.Log.All, line => line.StartsWith("NOT RELOADED", StringComparison.Ordinal));
        Assert.Contains("GET /text", report, StringComparison.Ordinal);
        Assert.Contains("GET /other", report, StringComparison.Ordinal);
        _source.Change(Api("mended").Deploy());
        Assert.Equal("mended", await gateway.TextOfAsync("/text"));
    }

    [Fact]
    public async Task An_error_of_the_source_is_reported_and_the_last_good_deployment_keeps_serving()
    {
        await using var gateway = await StartAsync(Api("first"));

        _source.Fail("serverless.template(3,5): no");

        Assert.Equal("first", await gateway.TextOfAsync("/text"));
        Assert.Contains("NOT RELOADED, the last good state keeps serving: serverless.template(3,5): no", gateway.Log.All);
    }

    [Fact]
    public async Task Unchanged_functions_keep_their_environments_and_changed_ones_start_again()
    {
        await using var gateway = await StartAsync(Api("first"));
        Assert.Equal("1", await gateway.TextOfAsync("/wait"));

        _source.Change(Api("second").Deploy());
        Assert.Equal("2", await gateway.TextOfAsync("/wait"));
        var variables = new Dictionary<string, string> { ["COLOUR"] = "red" };
        _source.Change(
            (Api("second") with { Functions = [TestApi.Function(nameof(WaitingFunction)) with { Environment = variables }] }).Deploy());

        Assert.Equal("1", await gateway.TextOfAsync("/wait"));
        Assert.Contains(gateway.Log.All, line => line.Contains("the functions start again", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_unchanged_throttle_keeps_its_tokens_and_a_changed_one_begins_again()
    {
        var api = Api("first") with { MethodSettings = [Throttle(1)] };
        await using var gateway = await StartAsync(api);
        await gateway.SendAsync("GET", "/text").HasStatusAsync(200);

        _source.Change((Api("second") with { MethodSettings = api.MethodSettings }).Deploy());
        await gateway.SendAsync("GET", "/text").HasStatusAsync(429);
        _source.Change((Api("third") with { MethodSettings = [Throttle(2)] }).Deploy());

        await gateway.SendAsync("GET", "/text").HasStatusAsync(200);
    }

    [Fact]
    public async Task A_quota_keeps_its_count()
    {
        await using var gateway = await StartAsync(WithKey("first"));
        var key = ("X-API-Key", gateway.ApiKeys["Key"]);
        await gateway.SendAsync("GET", "/keyed", key).HasStatusAsync(200);

        _source.Change(WithKey("second").Deploy());

        await gateway.SendAsync("GET", "/keyed", key).HasStatusAsync(429);
    }

    [Fact]
    public async Task The_response_cache_is_empty_after_a_change()
    {
        var api = Cached("first");
        await using var gateway = await StartAsync(api);
        Assert.Equal("1", await gateway.TextOfAsync("/wait"));
        Assert.Equal("1", await gateway.TextOfAsync("/wait"));

        _source.Change(Cached("second").Deploy());

        Assert.Equal("2", await gateway.TextOfAsync("/wait"));
    }

    private static TestApi Api(string text) => new()
    {
        Methods = [Text(text), TestApi.Lambda("GET", "/wait", nameof(WaitingFunction))],
    };

    private static TestApi Cached(string text) => Api(text) with
    {
        CacheClusterEnabled = true,
        MethodSettings = [new() { HttpMethod = "*", ResourcePath = "/*", CachingEnabled = true }],
    };

    private static TestApi WithKey(string text) => new()
    {
        Methods = [Text(text, "/keyed") with { ApiKeyRequired = true }],
        ApiKeys = [new() { LogicalId = "Key", KeyId = "key", Value = "a-value-of-twenty-letters", Enabled = true }],
        UsagePlans =
        [
            new()
            {
                LogicalId = "Plan",
                ApiKeys = ["Key"],
                Stages = [new() { Api = "TestApi", Stage = "prod" }],
                Quota = new(1, QuotaPeriod.Month, 0),
            },
        ],
    };

    private static ApiMethod Text(string template, string path = "/text") =>
        Methods.Mock(template) with { HttpMethod = "GET", ResourcePath = path };

    private static MethodSetting Throttle(int burst) => new()
    {
        HttpMethod = "GET",
        ResourcePath = "/text",
        ThrottlingRateLimit = 0,
        ThrottlingBurstLimit = burst,
    };

    private Task<TestGateway> StartAsync(TestApi api) => TestGateway.StartAsync(api, options => options with { Source = _source });

    private sealed class ChangingDeployment : IDeploymentSource
    {
        private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private volatile Func<Deployment>? _next;
        private Task _hold = Task.CompletedTask;

        public bool HasChanged => _next is not null;

        public int Reads { get; private set; }

        public Task ReadBegun => _begun.Task;

        public void Change(Deployment deployment) => _next = () => deployment;

        public void Fail(string message) => _next = () => throw new GatewayException(message);

        public TaskCompletionSource HoldRead()
        {
            var hold = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _hold = hold.Task;
            return hold;
        }

        public async Task<DeploymentChange?> ReadAsync(CancellationToken cancellationToken)
        {
            Reads++;
            var next = _next!;
            _next = null;
            _begun.TrySetResult();
            await _hold;
            return new(next(), "test.template");
        }
    }
}
