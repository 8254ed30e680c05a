using System.Net;
using System.Text.RegularExpressions;
using LocalGateway.LocalTokens;
using LocalGateway.Model;
using LocalGateway.Recording;
using LocalGateway.Tests.Authorization;
using LocalGateway.Tests.Functions;
using LocalGateway.Tests.Integrations.DynamoDb;
using LocalGateway.Tests.Support;
using LocalGateway.Tests.UsagePlans;

namespace LocalGateway.Tests.Recording;

public sealed class RequestRecordTests(PoolKeyFolder keys) : IClassFixture<PoolKeyFolder>
{
    private static readonly ApiMethod Things = new()
    {
        HttpMethod = "POST",
        ResourcePath = "/things/{id}",
        Authorizer = "Users",
        ValidateRequestBody = true,
        RequestModels = new Dictionary<string, string> { ["application/json"] = "Thing" },
        Integration = new LambdaProxyIntegration { Function = nameof(LoggingFunction) },
    };

    private static readonly TestApi Api = new()
    {
        Methods = [Things],
        Models = """{"Thing":{"type":"object","required":["name"]}}""",
        Authorizers = [new CognitoAuthorizer { Name = "Users", UserPools = ["Users"] }],
        UserPools = [TestPool.Pool],
        MethodSettings = [new() { HttpMethod = "POST", ResourcePath = "/things/{id}", ThrottlingRateLimit = 5, ThrottlingBurstLimit = 10 }],
    };

    private (string, string) Token
    {
        get
        {
            var tokens = UserPoolTokens.Open(TestPool.Pool, keys.Path, TimeProvider.System);
            return ("Authorization", $"Bearer {tokens.IdToken(TestPool.Shopper)}");
        }
    }

    private Task<RecordedGateway> StartAsync() => RecordedGateway.StartAsync(Api, configure: options => options with { DataFolder = keys.Path });

    [Fact]
    public async Task A_record_says_who_called_which_route_and_what_answered()
    {
        await using var gateway = await StartAsync();

        var record = await gateway.SendAsync("POST", "/things/42?limit=5", """{"name":"x"}""", Token);

        Assert.Equal(
            (1, "POST", "/things/42", "limit=5", "POST /things/{id}", "shopper (anotherGroup, admin)", 200, "integration", false),
            (
                record.Number, record.HttpMethod, record.Path, record.Query, record.Route, record.Caller, record.Status, record.AnsweredBy,
                record.IsRefused));
        Assert.Equal("the function LoggingFunction answers 200", record.Reason);
        Assert.True(record.Duration > TimeSpan.Zero);
    }

    [Fact]
    public async Task Each_step_says_what_it_decided()
    {
        await using var gateway = await StartAsync();

        var steps = (await gateway.SendAsync("POST", "/things/42", """{"name":"x"}""", Token)).Open().Steps;

        Assert.Equal(
            [
                "stage", "route", "limits", "decompression", "authorizer", "API key", "usage plan", "throttle", "validation", "cache",
                "integration", "response", "cache update", "compression",
            ],
            steps.Select(step => step.Name));
        Assert.Equal("the route is POST /things/{id}, with id = 42", Decision("route"));
        Assert.Equal("the body has 12 bytes; 10 MB are allowed", Decision("limits"));
        Assert.StartsWith(
            "the token is accepted: Users issued it to shopper (anotherGroup, admin), its signature is valid, and it expires ",
            Decision("authorizer"),
            StringComparison.Ordinal);
        Assert.Equal("the method needs no API key", Decision("API key"));
        Assert.Equal("no usage plan applies", Decision("usage plan"));
        Assert.StartsWith(
            "the method's limit: 9 of 10 burst requests are left; 5 more become available each second. The account's limit: 4999 of 5000 burst",
            Decision("throttle"),
            StringComparison.Ordinal);
        Assert.Equal("the body fits the model Thing", Decision("validation"));
        Assert.Equal("the method is not cached", Decision("cache"));
        Assert.Equal(["integration"], steps.Where(step => step.Answers).Select(step => step.Name));
        Assert.Lacks(steps, step => step.IsRefusal);

        string Decision(string name) => steps.First(step => step.Name == name).Decision;
    }

    [Fact]
    public async Task The_steps_follow_each_other_and_their_times_add_up_to_the_duration()
    {
        await using var gateway = await StartAsync();

        var record = await gateway.SendAsync("POST", "/things/42", """{"name":"x"}""", Token);

        var steps = record.Open().Steps;
        AssertSame(record.Duration, steps[^1].Start + steps[^1].Duration);
        Assert.Every(steps.Skip(1).Select((step, index) => (Before: steps[index], Step: step)), pair =>
            AssertSame(pair.Before.Start + pair.Before.Duration, pair.Step.Start));

        // A duration is rounded to 100 ns.
        static void AssertSame(TimeSpan expected, TimeSpan actual) => Assert.InRange((expected - actual).Ticks, -2, 2);
    }

    [Fact]
    public async Task A_refused_request_says_which_step_refused_it_and_why()
    {
        await using var gateway = await StartAsync();

        var record = await gateway.SendAsync("POST", "/things/42", """{"name":"x"}""");

        Assert.Equal(
            ("authorizer", "the request has no token", true, null),
            (record.AnsweredBy, record.Reason, record.IsRefused, record.Caller));
        Assert.Equal(["API key", "usage plan", "throttle"], record.Open().NotReached.Take(3));
        var last = record.Open().Steps[^1];
        Assert.Equal(("authorizer", "the request has no token", true, true), (last.Name, last.Decision, last.IsRefusal, last.Answers));
    }

    [Fact]
    public async Task A_refusal_of_the_validation_names_the_model_and_the_step_names_the_rule()
    {
        await using var gateway = await StartAsync();

        var record = await gateway.SendAsync("POST", "/things/42", "{}", Token);

        Assert.Equal("the body does not fit the model Thing: the property name is missing", record.Reason);
        Assert.Equal(
            """the body does not fit the model Thing: the property name is missing. API Gateway says: [object has missing required properties (["name"])]""",
            record.Open().Steps[^1].Decision);
    }

    [Fact]
    public async Task A_body_without_a_model_is_said_to_be_unchecked_and_a_missing_parameter_has_its_kind()
    {
        await using var gateway = await RecordedGateway.StartAsync(new()
        {
            Methods =
            [
                TestApi.Echo("POST", "/") with
                {
                    ValidateRequestBody = true,
                    ValidateRequestParameters = true,
                    RequestModels = new Dictionary<string, string> { ["application/json"] = "Model" },
                    RequestParameters = new Dictionary<string, bool> { ["method.request.querystring.q"] = true, ["method.request.header.X-Day"] = true },
                },
            ],
            Models = """{"Model":{}}""",
        });

        var refused = await gateway.SendAsync("POST", "/", "{}");
        var passed = await gateway.SendAsync("POST", "/?q=1", "text", ("X-Day", "1"), ("Content-Type", "text/plain"));

        Assert.Equal("the request lacks the header X-Day, the query parameter q", refused.Reason);
        Assert.Equal(
            "there is no model for the media type text/plain, so the body was not checked",
            passed.Open().Steps.Single(step => step.Name == "validation").Decision);
    }

    [Fact]
    public async Task A_request_without_a_route_has_a_record_too()
    {
        await using var gateway = await StartAsync();

        var record = await gateway.SendAsync("GET", "/nowhere");

        Assert.Equal((null, "route", "the API has no such path"), (record.Route, record.AnsweredBy, record.Reason));
    }

    [Theory]
    [InlineData("GET", "/nowhere", null)]
    [InlineData("GET", "/things/42", null)]
    [InlineData("POST", "/things/42", "{}")]
    [InlineData("GET", "/broken", null)]
    [InlineData("POST", "/missing", """{"statusCode": 404}""")]
    [InlineData("POST", "/missing", """{"statusCode": 409, "body": "{\"title\": \"Taken\", \"detail\": \"Choose another name.\"}"}""")]
    [InlineData("POST", "/missin", "{}")]
    public async Task The_console_gives_the_reason_in_the_words_of_the_record(string httpMethod, string path, string? body)
    {
        var api = Api with
        {
            Methods =
            [
                Things,
                TestApi.Lambda("GET", "/broken", nameof(ThrowingFunction)),
                TestApi.Scripted("POST", "/missing"),
            ],
        };
        await using var gateway = await RecordedGateway.StartAsync(api, configure: options => options with { DataFolder = keys.Path });

        var record = await gateway.SendAsync(httpMethod, path, body, Token);

        Assert.NotEmpty(record.Reason);
        Assert.Matches($@" {record.Author} [0-9.]+ ms {record.RequestId}: {Regex.Escape(record.Reason)}$", gateway.Gateway.Log.All[^1]);
    }

    [Fact]
    public async Task A_key_and_its_plan_say_what_is_left()
    {
        await using var gateway = await RecordedGateway.StartAsync(
            TestPlan.Api with { UsagePlans = [TestPlan.Plan with { Quota = new(1_000, QuotaPeriod.Day, 0), Throttle = new(2, 4) }] });

        var steps = (await gateway.SendAsync("GET", "/feed", null, ("X-API-Key", TestPlan.Value))).Open().Steps;

        Assert.Equal("the API key Partner is valid", steps.Single(step => step.Name == "API key").Decision);
        Assert.Equal(
            "the plan's quota has 999 requests left. Its throttle: 3 of 4 burst requests are left; 2 more become available each second",
            steps.Single(step => step.Name == "usage plan").Decision);
    }

    [Fact]
    public async Task A_cached_reply_has_its_key_and_its_age()
    {
        var time = new ManualTime();
        await using var gateway = await RecordedGateway.StartAsync(
            new()
            {
                Methods = [Methods.Mock("{}") with { HttpMethod = "GET", ResourcePath = "/cached" }],
                CacheClusterEnabled = true,
                MethodSettings =
                [
                    new() { HttpMethod = "GET", ResourcePath = "/cached", CachingEnabled = true, CacheTtl = TimeSpan.FromSeconds(60) },
                ],
            },
            configure: options => options with { TimeProvider = time });

        var steps = (await gateway.SendAsync("GET", "/cached")).Open().Steps;
        var first = steps.Where(step => step.Name is "cache" or "cache update").Select(step => step.Decision).ToList();
        time.Advance(TimeSpan.FromSeconds(12));
        var second = await gateway.SendAsync("GET", "/cached");

        Assert.StartsWith("the cache has no reply; the key is ", first[0], StringComparison.Ordinal);
        Assert.Equal("the cache keeps the reply for 60 s", first[1]);
        Assert.Equal("cache", second.AnsweredBy);
        Assert.StartsWith(
            "the cache has a reply that is 12.0 s old, of at most 60 s; the key is ", second.Reason, StringComparison.Ordinal);
        Assert.Equal(
            "the cache has answered, so the integration is not called",
            second.Open().Steps.Single(step => step.Name == "integration").Decision);
    }

    [Fact]
    public async Task A_call_of_a_function_has_its_event_its_result_and_its_log_lines()
    {
        await using var gateway = await StartAsync();

        var function = Assert.Single((await gateway.SendAsync("POST", "/things/42", """{"name":"x"}""", Token)).Open().Functions);

        Assert.Equal((nameof(LoggingFunction), "returned"), (function.LogicalId, function.Outcome));
        Assert.Contains("\"resource\":\"/things/{id}\"", function.Event.Text, StringComparison.Ordinal);
        Assert.Contains("\"statusCode\":200", function.Output.Text, StringComparison.Ordinal);
        Assert.Contains(function.Log, line => line == "info Order 42 costs 9.50 of {all} {Missing}");
        Assert.Contains(function.Log, line => line.StartsWith("INIT cold start", StringComparison.Ordinal));
        Assert.Contains(function.Log, line => line.StartsWith("REPORT Duration", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_log_of_a_call_has_no_lines_of_another_call()
    {
        await using var gateway = await StartAsync();
        await gateway.SendAsync("POST", "/things/42", """{"name":"x"}""", Token);

        var second = Assert.Single((await gateway.SendAsync("POST", "/things/42", """{"name":"x"}""", Token)).Open().Functions);

        Assert.Single(second.Log, line => line == "a line");
        Assert.Lacks(second.Log, line => line.StartsWith("INIT", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_direct_call_has_the_request_and_the_reply_of_DynamoDB_and_both_templates()
    {
        await using var server = await DynamoDbApi.ServerAsync("""{"Item":{"id":{"S":"1"}}}""");
        var recorder = new RequestRecorder();
        var api = new DynamoDbApi
        {
            RequestTemplate = """{"TableName":"Products","Key":{"id":{"S":"1"}}}""",
            Responses = [Methods.Response(200) with { ResponseTemplates = Methods.Json("""$input.json('$.Item.id.S')""") }],
        };
        await using var gateway = await api.StartAsync(server.Origin, changeOptions: options => options with { Recorder = recorder });
        using var response = await gateway.SendAsync("POST", "/");

        var details = Assert.Single(recorder.Records).Open();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var call = Assert.Single(details.Calls);
        Assert.Equal(
            ("DynamoDB GetItem", """{"TableName":"Products","Key":{"id":{"S":"1"}}}""", 200, """{"Item":{"id":{"S":"1"}}}"""),
            (call.Name, call.Request.Body.Text, call.Status, call.Reply.Body.Text));
        Assert.Equal("(masked)", call.Request.Headers.Single(header => header.Name == "Authorization").Value);
        Assert.Equal([true, false], details.Templates.Select(template => template.IsRequest));
        Assert.Equal("\"1\"", details.Templates[1].Output.Text);
        Assert.Equal("$input.json('$.Item.id.S')", details.Templates[1].Source);
        Assert.Equal("DynamoDB GetItem answers 200", details.Record.Reason);
    }

    [Fact]
    public async Task A_call_that_the_role_does_not_allow_says_so()
    {
        await using var server = await DynamoDbApi.ServerAsync();
        var recorder = new RequestRecorder();
        var api = new DynamoDbApi { RequestTemplate = """{"TableName":"Products","Key":{"id":{"S":"1"}}}""", Statements = [] };
        await using var gateway = await api.StartAsync(server.Origin, changeOptions: options => options with { Recorder = recorder });
        using var response = await gateway.SendAsync("POST", "/");

        var call = Assert.Single(Assert.Single(recorder.Records).Open().Calls);

        Assert.Equal(400, call.Status);
        Assert.Contains("is not authorized to perform: dynamodb:GetItem", call.Problem, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }
}
