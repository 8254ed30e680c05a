using System.Text.Json.Nodes;
using RouteSync.Declarations;
using RouteSync.OpenApi;
using RouteSync.Tests.Sample;

namespace RouteSync.Tests.OpenApi;

/// <summary>What the contract says about refusals, usage plans, caches and other origins.</summary>
public sealed class LimitsOfContractTests
{
    private static readonly DeclaredProblem Forbidden = Problem("forbidden", 403);

    [Theory]
    [InlineData(false, null, false)]
    [InlineData(true, null, true)]
    [InlineData(false, "editors", true)]
    public void Only_a_route_that_needs_a_group_or_an_API_key_may_answer_403(bool needsApiKey, string? group, bool isRefusing)
    {
        var api = SampleContract.WithWrite(route => route with { Access = new("some", NeedsUser: true, needsApiKey, group) });

        var responses = Write(SampleContract.Document(api with { Problems = [.. api.Problems, Forbidden] }, WithKeys))["responses"]!;

        Assert.Equal(isRefusing, responses["403"] is not null);
    }

    [Fact]
    public void A_response_that_several_routes_share_has_a_short_name_for_its_codes()
    {
        var api = SampleContract.WithWrite(route => route with { IdempotencyKey = RouteSync.Declarations.KeyUse.Optional });
        var write = api.Routes.Single(route => route.Name == "WriteNote");
        api = api with
        {
            Routes = [write, write with { Name = "WriteOther", Path = "/others" }],
            Problems =
            [
                .. api.Problems, Problem("invalid-body", 400), Problem("idempotency-key-required", 400), Problem("request-in-progress", 409),
            ],
        };

        var responses = Write(SampleContract.Document(api))["responses"]!;

        Assert.Equal("""{"$ref":"#/components/responses/InvalidQueryBodyOrKey"}""", responses["400"]!.ToJsonString());
        Assert.Equal("""{"$ref":"#/components/responses/BoardFullOrRequestInProgress"}""", responses["409"]!.ToJsonString());
    }

    [Fact]
    public void A_route_for_API_keys_has_the_limits_of_the_usage_plan()
    {
        var api = SampleContract.WithWrite(route => route with { Access = new("partners", NeedsUser: false, NeedsApiKey: true, Group: null) });

        var write = Write(SampleContract.Document(api, WithKeys));

        Assert.Equal(
            """{"period":"DAY","parameters":{"KeyRateLimit":3,"KeyBurstLimit":4,"KeyQuota":5000}}""", write["x-usage-plan"]!.ToJsonString());
        Assert.EndsWith(
            " The usage plan takes 3 requests of one API key a second, 4 at once, and 5,000 a day.",
            (string)write["description"]!,
            StringComparison.Ordinal);
        Assert.Null(Write(SampleContract.Document())["x-usage-plan"]);
    }

    [Fact]
    public void The_usage_plan_is_read_from_the_template_and_its_limits_must_be_parameters()
    {
        Assert.Null(UsagePlan.In([]));
        Assert.Equal(new UsagePlan("KeyRateLimit", "KeyBurstLimit", "KeyQuota", "WEEK"), UsagePlan.In(Template("""{"Ref": "KeyQuota"}""")));
        Assert.Equal(
            """Auth.UsagePlan.Quota.Limit of the API must be a {"Ref": "PARAMETER"}, so that the contract can name it.""",
            Assert.Throws<RouteSyncException>(() => UsagePlan.In(Template("7"))).Message);
    }

    [Fact]
    public void The_contract_has_the_headers_of_CORS()
    {
        var document = SampleContract.Document();

        Assert.Equal(
            """{"exposedHeaders":["ETag","Location"],"maxAge":600,"parameters":{"AllowedOrigin":"*"}}""", document["x-cors"]!.ToJsonString());
        Assert.Equal(
            """{"allowedMethods":["OPTIONS","POST"],"allowedHeaders":["Authorization","Content-Type","Idempotency-Key","X-Request-Id"]}""",
            document["paths"]!["/notes"]!["x-cors"]!.ToJsonString());
        Assert.Null(Write(document)["x-cors"]);
    }

    [Fact]
    public void A_route_that_ends_exposes_the_headers_that_say_so()
    {
        var end = new DeclaredRetirement(new DateOnly(2027, 6, 1), new Dictionary<string, string> { ["Sunset"] = "Soon" });

        var write = Write(SampleContract.Document(SampleContract.WithWrite(route => route with { Retirement = end })));

        Assert.Equal("""{"exposedHeaders":["ETag","Location","Sunset"]}""", write["x-cors"]!.ToJsonString());
    }

    [Fact]
    public void A_cached_route_may_have_a_header_from_the_cache()
    {
        var paths = SampleContract.Document()["paths"]!;

        Assert.Equal("""["Warning"]""", paths["/notes/{id}"]!["get"]!["x-cache"]!["answerHeaders"]!.ToJsonString());
        Assert.Null(paths["/notes"]!["post"]!["x-cache"]);
    }

    [Fact]
    public void A_rule_that_a_stored_value_may_break_is_described_but_not_a_part_of_the_schema() =>
        Assert.Equal(
            """{"type":["string","null"],"description":"Who wrote it. Must have 1 to 9 characters, or the stored value."}""",
            SampleContract.Document()["components"]!["schemas"]!["NoteInput"]!["properties"]!["author"]!.ToJsonString());

    private static ContractInfo WithKeys => SampleContract.Info with
    {
        Base = (JsonObject)JsonNode.Parse("""
            {
              "info": {"title": "Notes", "version": "1.0.0"},
              "components": {"securitySchemes": {
                "Token": {"type": "http", "scheme": "bearer"}, "Key": {"type": "apiKey", "in": "header", "name": "X-API-Key"}
              }}
            }
            """)!,
        Defaults = new Dictionary<string, long>(SampleContract.Info.Defaults) { ["KeyRateLimit"] = 3, ["KeyBurstLimit"] = 4, ["KeyQuota"] = 5_000 },
        Plan = new UsagePlan("KeyRateLimit", "KeyBurstLimit", "KeyQuota", "DAY"),
    };

    private static JsonNode Write(JsonNode document) => document["paths"]!["/notes"]!["post"]!;

    private static DeclaredProblem Problem(string code, int status) =>
        new(code, status, "No", $"urn:sample:{code}", "", []) { Declaration = "NoteProblems.Some" };

    private static JsonObject Template(string quota) => JsonNode.Parse("""
        {"Resources": {"Api": {"Type": "AWS::Serverless::Api", "Properties": {"Auth": {"UsagePlan": {
          "Throttle": {"RateLimit": {"Ref": "KeyRateLimit"}, "BurstLimit": {"Ref": "KeyBurstLimit"}},
          "Quota": {"Limit": LIMIT, "Period": "WEEK"}
        }}}}}}
        """.Replace("LIMIT", quota, StringComparison.Ordinal))!.AsObject();
}
