using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LambdaCrud.Http;
using LambdaCrud.Idempotency;
using LambdaCrud.Tests.Support;

namespace LambdaCrud.Tests;

/// <summary>The template and the code agree.</summary>
public class TemplateTests
{
    private static JsonNode TableProperties => Template.AllResources["Table"]!["Properties"]!;

    [Fact]
    public void The_table_has_the_key_attributes_pk_and_sk() =>
        Assert.Equal("pk HASH, sk RANGE", Keys(TableProperties["KeySchema"]!));

    [Fact]
    public void Each_index_has_the_key_attributes_that_the_entities_declare_and_contains_the_whole_item()
    {
        var indexes = TableProperties["GlobalSecondaryIndexes"]!.AsArray();

        Assert.Equal(
            DeclaredIndexes.All.Order(StringComparer.Ordinal),
            indexes.Select(index => $"{index!["IndexName"]}: {Keys(index["KeySchema"]!)}").Order(StringComparer.Ordinal));
        Assert.Every(indexes, index => Assert.Equal("ALL", (string?)index!["Projection"]!["ProjectionType"]));
    }

    [Fact]
    public void The_template_passes_every_setting_to_the_functions()
    {
        var variables = Template.Root["Globals"]!["Function"]!["Environment"]!["Variables"]!.AsObject();

        var settings = Settings.From(name => variables.ContainsKey(name) ? new string('x', Settings.MinCursorSigningKeyLength) : null);

        Assert.NotNull(settings);
    }

    [Fact]
    public void Only_catalogue_reads_and_the_health_check_work_without_sign_in() =>
        Assert.Equal(
            ["GetHealth", "GetProduct", "ListFeedProducts", "ListProducts"],
            Functions()
                .Where(function => function.Value["Properties"]!["Events"]!.AsObject().Any(Opens))
                .Select(function => function.Key)
                .Concat(DirectRoutes.Operations.Where(DirectRoutes.IsOpen).Select(DirectRoutes.Name))
                .Order(StringComparer.Ordinal));

    [Fact]
    public void Only_the_feed_needs_an_API_key_and_its_usage_plan_limits_the_rate_and_the_daily_quota()
    {
        var plan = Template.AllResources["AnnotationsRestApi"]!["Properties"]!["Auth"]!["UsagePlan"]!;

        Assert.Equal(
            ["ListFeedProducts"],
            Functions()
                .Where(function => function.Value["Properties"]!["Events"]!.AsObject().Any(NeedsKey))
                .Select(function => function.Key));
        Assert.Equal("""{"RateLimit":{"Ref":"FeedRateLimit"},"BurstLimit":{"Ref":"FeedBurstLimit"}}""", plan["Throttle"]!.ToJsonString());
        Assert.Equal("""{"Limit":{"Ref":"FeedDailyQuota"},"Period":"DAY"}""", plan["Quota"]!.ToJsonString());
    }

    [Fact]
    public void Apps_sign_in_with_SRP_or_an_authorization_code_and_without_a_client_secret()
    {
        var client = Template.AllResources["UserPoolClient"]!["Properties"]!;

        Assert.False((bool?)client["GenerateSecret"]);
        Assert.Equal("""["ALLOW_USER_SRP_AUTH","ALLOW_REFRESH_TOKEN_AUTH"]""", client["ExplicitAuthFlows"]!.ToJsonString());
        Assert.Equal("""["code"]""", client["AllowedOAuthFlows"]!.ToJsonString());
        Assert.Equal("""{"Ref":"SignInCallbackUrls"}""", client["CallbackURLs"]!.ToJsonString());
        Assert.Equal("ENABLED", (string?)client["PreventUserExistenceErrors"]);
    }

    [Fact]
    public void Users_sign_up_by_themselves_with_a_verified_email_address_and_a_long_password()
    {
        var pool = Template.AllResources["UserPool"]!["Properties"]!;

        Assert.False((bool?)pool["AdminCreateUserConfig"]!["AllowAdminCreateUserOnly"]);
        Assert.Equal("""["email"]""", pool["UsernameAttributes"]!.ToJsonString());
        Assert.Equal("""["email"]""", pool["AutoVerifiedAttributes"]!.ToJsonString());
        Assert.InRange((int)pool["Policies"]!["PasswordPolicy"]!["MinimumLength"]!, 12, 99);
    }

    [Fact]
    public void The_default_authorizer_is_the_user_pool_and_preflights_have_no_authorizer()
    {
        var auth = Template.AllResources["AnnotationsRestApi"]!["Properties"]!["Auth"]!;

        Assert.Equal("Customers", (string?)auth["DefaultAuthorizer"]);
        Assert.Equal("""{"Fn::GetAtt":["UserPool","Arn"]}""", auth["Authorizers"]!["Customers"]!["UserPoolArn"]!.ToJsonString());
        Assert.False((bool?)auth["AddDefaultAuthorizerToCorsPreflight"]);
    }

    [Fact]
    public void The_group_of_the_administrators_has_the_name_that_the_functions_check()
    {
        var group = (string)Assert.Single(Template.ResourcesOf("AWS::Cognito::UserPoolGroup")).Value["Properties"]!["GroupName"]!;

        Assert.True(new Caller("someone", new HashSet<string> { group }).IsCatalogAdmin, group);
    }

    [Theory]
    [InlineData("*", true)]
    [InlineData("https://shop.example", true)]
    [InlineData("http://localhost:5173", true)]
    [InlineData("https://shop.example/", false)]
    [InlineData("https://shop.example'", false)]
    [InlineData("shop.example", false)]
    [InlineData("", false)]
    public void The_parameter_AllowedOrigin_accepts_a_scheme_with_a_host_or_a_star(string origin, bool isAllowed) =>
        Assert.Equal(isAllowed, Regex.IsMatch(origin, $"^(?:{Template.Root["Parameters"]!["AllowedOrigin"]!["AllowedPattern"]})$"));

    [Fact]
    public void Every_function_times_out_before_the_lease_of_an_idempotency_key_ends()
    {
        var standard = (int)Template.Root["Globals"]!["Function"]!["Timeout"]!;

        Assert.Every(Functions(), function =>
            Assert.True(((int?)function.Value["Properties"]!["Timeout"] ?? standard) + 1 < IdempotencyRecords.Lease.TotalSeconds, function.Key));
    }

    // SAM's own preflights have one template. They pass a body of another media type through and answer 500.
    [Fact]
    public void Every_path_has_its_own_preflight_and_all_preflights_accept_the_same_media_types()
    {
        var paths = Functions()
            .SelectMany(function => function.Value["Properties"]!["Events"]!.AsObject())
            .Select(routed => (string)routed.Value!["Properties"]!["Path"]!)
            .Concat(Paths.Select(path => path.Key))
            .ToHashSet();
        var integrations = paths.Select(path => Paths[path]?["options"]?["x-amazon-apigateway-integration"]).ToList();

        Assert.Contains("/products", paths);
        Assert.Every(integrations, integration => Assert.Equal("never", (string?)integration!["passthroughBehavior"]));
        Assert.Single(integrations.Select(integration => integration!["requestTemplates"]!.ToJsonString()).Distinct());
    }

    // This setting takes effect only in `sam local start-api`, which runs no MOCK.
    [Fact]
    public void The_Cors_setting_of_the_API_allows_what_the_preflights_of_all_paths_allow()
    {
        var cors = Template.AllResources["AnnotationsRestApi"]!["Properties"]!["Cors"]!;
        var preflights = Paths
            .Select(path => path.Value!["options"]!["x-amazon-apigateway-integration"]!["responses"]!["default"]!["responseParameters"]!)
            .ToList();

        Assert.Equal(
            preflights
                .SelectMany(preflight => Names((string)preflight["method.response.header.Access-Control-Allow-Headers"]!))
                .Distinct()
                .Order(StringComparer.Ordinal),
            Names((string)cors["AllowHeaders"]!));
        Assert.Every(preflights, preflight =>
        {
            Assert.Equal((string?)cors["MaxAge"], (string?)preflight["method.response.header.Access-Control-Max-Age"]);
            Assert.True(JsonNode.DeepEquals(cors["AllowOrigin"], preflight["method.response.header.Access-Control-Allow-Origin"]));
        });
    }

    private static JsonObject Paths => Template.AllResources["AnnotationsRestApi"]!["Properties"]!["DefinitionBody"]!["paths"]!.AsObject();

    private static string[] Names(string list) => list.Trim('\'').Split(',');

    private static bool NeedsKey(KeyValuePair<string, JsonNode?> routed) =>
        (bool?)routed.Value!["Properties"]!["Auth"]?["ApiKeyRequired"] == true;

    private static bool Opens(KeyValuePair<string, JsonNode?> routed) =>
        (string?)routed.Value!["Properties"]!["Auth"]?["Authorizer"] == "NONE";

    private static IEnumerable<KeyValuePair<string, JsonNode>> Functions() => Template.ResourcesOf("AWS::Serverless::Function");

    private static string Keys(JsonNode schema) =>
        string.Join(", ", schema.AsArray().Select(key => $"{key!["AttributeName"]} {key["KeyType"]}"));
}
