using System.Text.Json.Nodes;

namespace RouteSync.Tests.Template;

public sealed class TemplateWriterTests
{
    [Fact]
    public void A_second_run_changes_nothing()
    {
        var once = SampleTemplate.Write().Text;

        Assert.Equal((once, 0), (SampleTemplate.Write(once).Text, SampleTemplate.Write(once).EditedByHand.Count));
    }

    [Fact]
    public void What_people_wrote_elsewhere_stays()
    {
        var written = SampleTemplate.Written();

        Assert.Equal("dev", (string?)written["Resources"]!["Api"]!["Properties"]!["StageName"]);
        Assert.Equal("2.0", (string?)written["Resources"]!["Api"]!["Properties"]!["DefinitionBody"]!["swagger"]);
        Assert.Equal(10, (int)written["Globals"]!["Function"]!["Timeout"]!);
    }

    [Fact]
    public void A_function_gets_the_rights_the_model_and_the_version_of_its_route()
    {
        var function = SampleTemplate.Written()["Resources"]!["WriteNote"]!["Properties"]!;

        Assert.Equal(
            """
            ["AWSLambdaBasicExecutionRole",{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["dynamodb:PutItem"],"Resource":{"Fn::GetAtt":["Table","Arn"]}},{"Effect":"Allow","Action":["dynamodb:Query"],"Resource":{"Fn::Sub":"${Table.Arn}/index/byColor"}},{"Effect":"Allow","Action":["dynamodb:GetItem"],"Resource":{"Fn::GetAtt":["Table","Arn"]},"Condition":{"ForAllValues:StringEquals":{"dynamodb:LeadingKeys":["FIRST"]}}}]}]
            """,
            function["Policies"]!.ToJsonString());
        Assert.Equal("""{"Model":"NoteInput","Required":true,"ValidateBody":true}""", function["Events"]!["RootPost"]!["Properties"]!["RequestModel"]!.ToJsonString());
        Assert.Equal("${Memory}", (string?)function["VersionDescription"]!["Fn::Sub"]);
    }

    [Fact]
    public void The_memory_and_timeout_that_the_generator_gives_to_a_new_function_give_way_to_Globals()
    {
        var function = SampleTemplate.Written()["Resources"]!["WriteNote"]!["Properties"]!.AsObject();

        Assert.Equal((false, false), (function.ContainsKey("MemorySize"), function.ContainsKey("Timeout")));
    }

    [Fact]
    public void A_direct_route_gets_an_operation_with_its_templates_its_cache_key_and_a_role()
    {
        var resources = SampleTemplate.Written()["Resources"]!;
        var integration = resources["Api"]!["Properties"]!["DefinitionBody"]!["paths"]!["/notes/{id}"]!["get"]!["x-amazon-apigateway-integration"]!;

        Assert.Equal("""{"Fn::Join":["\n",["## a test","request"]]}""", integration["requestTemplates"]!["application/json"]!.ToJsonString());
        Assert.Equal(
            """["method.request.path.id","method.request.header.Accept-Encoding","method.request.header.If-Match","method.request.header.If-None-Match","method.request.header.X-Request-Id"]""",
            integration["cacheKeyParameters"]!.ToJsonString());
        var statement = resources["GetNoteRole"]!["Properties"]!["Policies"]![0]!["PolicyDocument"]!["Statement"]![0]!;
        Assert.Equal("""["dynamodb:GetItem"]""", statement["Action"]!.ToJsonString());
        Assert.Equal("""{"ForAllValues:StringLike":{"dynamodb:LeadingKeys":["NOTE#*"]}}""", statement["Condition"]!.ToJsonString());
    }

    [Fact]
    public void All_answers_of_a_direct_route_with_an_end_have_its_headers()
    {
        var operation = SampleTemplate.Written()["Resources"]!["Api"]!["Properties"]!["DefinitionBody"]!["paths"]!["/pins/{noteId}"]!["delete"]!;
        var answers = operation["x-amazon-apigateway-integration"]!["responses"]!.AsObject();

        foreach (var (_, answer) in Assert.Some(answers))
        {
            var headers = answer!["responseParameters"]!;
            Assert.Equal("'@1'", (string?)headers["method.response.header.Deprecation"]);
            Assert.Equal("'Soon'", (string?)headers["method.response.header.Sunset"]);
            Assert.EndsWith(", Deprecation, Sunset'", (string?)headers["method.response.header.Access-Control-Expose-Headers"], StringComparison.Ordinal);
            Assert.NotNull(operation["responses"]![(string)answer["statusCode"]!]!["headers"]!["Sunset"]);
        }
    }

    [Fact]
    public void The_preflight_of_a_path_allows_the_methods_and_the_headers_of_its_routes()
    {
        var headers = SampleTemplate.Written()["Resources"]!["Api"]!["Properties"]!["DefinitionBody"]!["paths"]!["/notes"]!["options"]!
            ["x-amazon-apigateway-integration"]!["responses"]!["default"]!["responseParameters"]!;

        Assert.Equal("'OPTIONS,POST'", (string?)headers["method.response.header.Access-Control-Allow-Methods"]);
        Assert.Equal(
            "'Authorization,Content-Type,Idempotency-Key,X-Request-Id'", (string?)headers["method.response.header.Access-Control-Allow-Headers"]);
    }

    [Fact]
    public void A_model_has_only_types_and_required_members()
    {
        Assert.Equal(
            """
            {"NoteInput":{"type":"object","additionalProperties":false,"required":["text"],"properties":{"text":{"type":"string"},"color":{"oneOf":[{"type":"null"},{"type":"string"}]},"author":{"oneOf":[{"type":"null"},{"type":"string"}]},"labels":{"oneOf":[{"type":"null"},{"type":"array","items":{"type":"string"}}]}}}}
            """,
            SampleTemplate.Written()["Resources"]!["Api"]!["Properties"]!["Models"]!.ToJsonString());
    }

    [Fact]
    public void Each_resource_gets_two_alarms_and_the_dashboard_and_the_rollback_list_them()
    {
        var written = SampleTemplate.Written();
        var lines = written["Resources"]!["Board"]!["Properties"]!["DashboardBody"]!["Fn::Join"]![1]!;

        Assert.Equal("WriteNote", (string?)written["Resources"]!["NotesFunctionErrors"]!["Properties"]!["Metrics"]![1]!
            ["MetricStat"]!["Metric"]!["Dimensions"]![0]!["Value"]!["Ref"]);
        Assert.Equal(
            """[{"Ref":"MyAlarm"},{"Ref":"NotesFunctionErrors"}]""", written["Globals"]!["Function"]!["DeploymentPreference"]!["Alarms"]!.ToJsonString());
        Assert.Equal(
            [
                "\"alarms\": [", "  \"${NotesFunctionErrors.Arn}\",", "  \"${NotesFunctionThrottles.Arn}\"", "], \"metrics\": [",
                "  [\"AWS/Lambda\", \"Errors\", \"FunctionName\", \"${WriteNote}\"]", "]",
            ],
            lines.AsArray().Select(line => (string?)(line as JsonObject)?["Fn::Sub"] ?? (string)line!));
    }

    [Fact]
    public void A_part_that_a_person_has_edited_is_reported_and_replaced_only_on_demand()
    {
        var edited = SampleTemplate.Write().Text.Replace("'OPTIONS,POST'", "'OPTIONS'", StringComparison.Ordinal);

        Assert.Equal(["Paths"], SampleTemplate.Write(edited).EditedByHand);
        Assert.Equal(SampleTemplate.Write().Text, SampleTemplate.Write(edited, overwrite: true).Text);
    }

    [Fact]
    public void A_part_that_a_person_wrote_before_the_first_run_is_reported()
    {
        var own = SampleTemplate.Text.Replace("\"StageName\": \"dev\",", "\"StageName\": \"dev\", \"Models\": {\"Own\": {}},", StringComparison.Ordinal);

        Assert.Equal(["Models"], SampleTemplate.Write(own).EditedByHand);
    }

    [Fact]
    public void The_role_of_a_route_that_is_gone_is_removed()
    {
        var before = SampleTemplate.Write().Text;

        var after = SampleTemplate.Write(before, change: api => api with { Routes = [.. api.Routes.Where(route => route.Direct is null)] });

        Assert.Empty(after.EditedByHand);
        Assert.Null(JsonNode.Parse(after.Text)!["Resources"]!["GetNoteRole"]);
        Assert.NotNull(JsonNode.Parse(before)!["Resources"]!["GetNoteRole"]);
    }

    [Theory]
    [InlineData("\"CacheTtl\"", "\"Other\"", "The SAM template needs Parameters.CacheTtl: it says how many seconds the cache keeps an answer.")]
    [InlineData("\"WriteRateLimit\"", "\"Other\"", "The SAM template needs Parameters.WriteRateLimit: a route has the throttle class Write.")]
    [InlineData("\"WriteNote\"", "\"Other\"", "The SAM template has no function WriteNote. Build the API: the Annotations generator adds it.")]
    [InlineData("AWS::DynamoDB::Table", "AWS::SQS::Queue", "The SAM template must have exactly one resource of the type AWS::DynamoDB::Table; it has 0.")]
    public void What_the_template_lacks_is_named(string old, string replacement, string message) =>
        Assert.Equal(
            message,
            Assert.Throws<RouteSyncException>(() => SampleTemplate.Write(SampleTemplate.Text.Replace(old, replacement, StringComparison.Ordinal))).Message);
}
