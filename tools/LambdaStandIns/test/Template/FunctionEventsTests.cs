namespace LambdaStandIns.Tests.Template;

public class FunctionEventsTests
{
    private const string Get = """[LambdaFunction(ResourceName = "A"), RestApi(LambdaHttpMethod.Get, "/a")] public string M() => "";""";
    private const string Post = """[LambdaFunction(ResourceName = "A"), RestApi(LambdaHttpMethod.Post, "/b")] public string M() => "";""";
    private const string SyncedGet = """
        { "Tool": "Amazon.Lambda.Annotations", "SyncedEvents": ["RootGet"],
        "SyncedEventProperties": { "RootGet": ["Path", "Method"] } }
        """;

    [Fact]
    public void A_route_without_a_leading_slash_is_written_unchanged()
    {
        using var project = new TemplateProject();

        project.Build("""[LambdaFunction(ResourceName = "A"), RestApi(LambdaHttpMethod.Any, "a/{b}")] public string M(string b) => b;""");

        project.AssertHolds("Resources.A.Properties.Events", """
            { "RootAny": { "Type": "Api", "Properties": { "Path": "a/{b}", "Method": "ANY" } } }
            """);
    }

    [Fact]
    public void A_changed_HTTP_method_creates_a_new_event_and_removes_the_old_event_with_its_edits()
    {
        using var project = new TemplateProject(Function(
            SyncedGet, """
                { "Mine": { "Type": "SQS" }, "RootGet": { "Type": "Api", "Properties": { "Path": "/a", "Method": "GET",
                "RequestModel": { "Model": "m" } } } }
                """));

        project.Build(Post);

        project.AssertHolds("Resources.A.Properties.Events", """
            { "Mine": { "Type": "SQS" }, "RootPost": { "Type": "Api", "Properties": { "Path": "/b",
            "Method": "POST" } } }
            """);
        project.AssertHolds("Resources.A.Metadata", """
            { "Tool": "Amazon.Lambda.Annotations", "SyncedEvents": ["RootPost"],
            "SyncedEventProperties": { "RootPost": ["Path", "Method"] } }
            """);
    }

    [Fact]
    public void A_changed_path_keeps_the_event_and_its_edits()
    {
        using var project = new TemplateProject(Function(
            SyncedGet, """{"RootGet":{"Type":"Api","Properties":{"Path":"/old","RequestModel":{"Model":"m"},"Method":"GET"}}}"""));

        project.Build(Get);

        project.AssertHolds("Resources.A.Properties.Events", """
            { "RootGet": { "Type": "Api", "Properties": { "Path": "/a", "RequestModel": { "Model": "m" },
            "Method": "GET" } } }
            """);
    }

    [Fact]
    public void A_function_without_event_attributes_keeps_only_the_events_added_by_hand()
    {
        using var project = new TemplateProject(Function(
            SyncedGet, """{"RootGet":{"Type":"Api","Properties":{"Path":"/a","Method":"GET"}},"Mine":{"Type":"SQS"}}"""));

        project.Build("""[LambdaFunction(ResourceName = "A")] public void M() { }""");

        project.AssertHolds("Resources.A.Properties.Events", """{"Mine":{"Type":"SQS"}}""");
        project.AssertHolds("Resources.A.Metadata", """{"Tool":"Amazon.Lambda.Annotations"}""");
    }

    [Fact]
    public void A_property_that_the_code_no_longer_sets_is_removed_with_the_objects_that_become_empty()
    {
        using var project = new TemplateProject(Function(
            """
                { "Tool": "Amazon.Lambda.Annotations", "SyncedEvents": ["RootGet"],
                "SyncedEventProperties": { "RootGet": ["Path", "Method", "Auth.Authorizer", "A.B.C", "Pa"] } }
                """,
            """{"RootGet":{"Type":"Api","Properties":{"Auth":{"Authorizer":"x","ApiKeyRequired":true},"A":{"B":{"C":1}},"Pa":1}}}"""));

        project.Build(Get);

        // "Pa" stays, because the property "Path", which is set, begins with it.
        project.AssertHolds("Resources.A.Properties.Events", """
            { "RootGet": { "Type": "Api", "Properties": { "Auth": { "ApiKeyRequired": true }, "Pa": 1, "Path": "/a",
            "Method": "GET" } } }
            """);
    }

    [Fact]
    public void SyncedEvents_and_SyncedEventProperties_move_behind_the_other_metadata()
    {
        using var project = new TemplateProject(Function(
            """{"SyncedEvents":["RootGet"],"Tool":"Amazon.Lambda.Annotations","Note":1}""", "{}"));

        project.Build(Get);

        project.AssertHolds("Resources.A.Metadata", """
            { "Tool": "Amazon.Lambda.Annotations", "Note": 1, "SyncedEvents": ["RootGet"],
            "SyncedEventProperties": { "RootGet": ["Path", "Method"] } }
            """);
    }

    [Fact]
    public void A_route_refers_to_the_resource_AnnotationsRestApi_even_if_it_was_added_by_hand()
    {
        using var project = new TemplateProject("""{ "Resources": { "AnnotationsRestApi": { "Type": "AWS::Serverless::Api" } } }""");

        project.Build(Get);

        project.AssertHolds("Resources.A.Properties.Events", """
            { "RootGet": { "Type": "Api", "Properties": { "Path": "/a", "Method": "GET",
            "RestApiId": { "Ref": "AnnotationsRestApi" } } } }
            """);
        project.AssertHolds("Resources.A.Metadata.SyncedEventProperties.RootGet", """["Path","Method","RestApiId.Ref"]""");
    }

    [Fact]
    public void A_reference_to_a_removed_API_is_removed()
    {
        using var project = new TemplateProject(Function(
            """
                { "Tool": "Amazon.Lambda.Annotations", "SyncedEvents": ["RootGet"],
                "SyncedEventProperties": { "RootGet": ["Path", "Method", "RestApiId.Ref"] } }
                """,
            """{"RootGet":{"Type":"Api","Properties":{"Path":"/a","Method":"GET","RestApiId":{"Ref":"AnnotationsRestApi"}}}}"""));

        project.Build(Get);

        project.AssertHolds("Resources.A.Properties.Events.RootGet.Properties", """{"Path":"/a","Method":"GET"}""");
    }

    [Theory]
    [InlineData("""{"Ref":"Other"}""")]
    [InlineData("\"abc\"")]
    public void A_RestApiId_added_by_hand_stays_if_there_is_no_AnnotationsRestApi(string reference)
    {
        using var project = new TemplateProject(Function(
            SyncedGet, $$"""
                { "RootGet": { "Type": "Api", "Properties": { "Path": "/a", "Method": "GET",
                "RestApiId": {{reference}} } } }
                """));

        project.Build(Get);

        Assert.Equal(reference, project["Resources.A.Properties.Events.RootGet.Properties.RestApiId"]);
    }

    [Fact]
    public void A_string_as_RestApiId_is_an_error_if_there_is_an_AnnotationsRestApi()
    {
        var template = Function(
            SyncedGet,
            """{"RootGet":{"Type":"Api","Properties":{"RestApiId":"abc"}}}""",
            """, "AnnotationsRestApi": { "Type": "AWS::Serverless::Api" }""");
        using var project = new TemplateProject(template);

        Assert.Equal(["AWSLambda0001"], project.BuildAndReport(Get));

        Assert.Equal(template, project.Template);
    }

    [StandInTheory]
    [InlineData("""{"Ref":"Other"}""", """{"Ref":"AnnotationsRestApi"}""", "LambdaStandIn1004")]
    [InlineData("""{"Fn::ImportValue":"x"}""", """{"Fn::ImportValue":"x","Ref":"AnnotationsRestApi"}""", "LambdaStandIn1005")]
    public void A_RestApiId_added_by_hand_that_the_build_changes_gets_a_warning(string before, string after, string id)
    {
        using var project = new TemplateProject(Function(
            SyncedGet,
            $$"""{ "RootGet": { "Type": "Api", "Properties": { "RestApiId": {{before}} } } }""",
            """, "AnnotationsRestApi": { "Type": "AWS::Serverless::Api" }"""));

        Assert.Equal([id], project.BuildAndReport(Get));

        Assert.Equal(after, project["Resources.A.Properties.Events.RootGet.Properties.RestApiId"]);
    }

    [Fact]
    public void A_DynamoDB_event_is_written_with_the_values_that_its_attribute_sets()
    {
        using var project = new TemplateProject();

        project.Build("""
            [LambdaFunction(ResourceName = "A")]
            [DynamoDBEvent("@Table", ResourceName = "Changes", BatchSize = 5, Enabled = false, MaximumBatchingWindowInSeconds = 9,
                StartingPosition = StartingPosition.TRIM_HORIZON, Filters = "{ \"a\": [1] } ; b")]
            [DynamoDBEvent("arn:aws:dynamodb:eu-west-1:1:table/My-Table/stream/2026")]
            public void M(DynamoDBEvent changes) { }
            """);

        project.AssertHolds("Resources.A.Properties.Events", """
            { "Changes": { "Type": "DynamoDB", "Properties": { "Stream": { "Fn::GetAtt": ["Table", "StreamArn"] },
            "StartingPosition": "TRIM_HORIZON", "BatchSize": 5, "Enabled": false,
            "MaximumBatchingWindowInSeconds": 9, "FilterCriteria": { "Filters": [{ "Pattern": "{ \"a\": [1] }" },
            { "Pattern": "b" }] } } }, "MyTable": { "Type": "DynamoDB",
            "Properties": { "Stream": "arn:aws:dynamodb:eu-west-1:1:table/My-Table/stream/2026",
            "StartingPosition": "LATEST" } } }
            """);
        project.AssertHolds("Resources.A.Metadata.SyncedEventProperties", """
            { "Changes": ["Stream.Fn::GetAtt", "StartingPosition", "BatchSize", "Enabled",
            "MaximumBatchingWindowInSeconds", "FilterCriteria.Filters"], "MyTable": ["Stream", "StartingPosition"] }
            """);
    }

    [Fact]
    public void A_changed_stream_may_be_a_parameter_and_moves_behind_the_other_properties()
    {
        using var project = new TemplateProject("""{ "Parameters": { "P": {} }, "Resources": {} }""");
        project.Build("""
            [LambdaFunction(ResourceName = "A"), DynamoDBEvent("@Table", ResourceName = "E", BatchSize = 5)]
            public void M(DynamoDBEvent changes) { }
            """);

        project.Build("""
            [LambdaFunction(ResourceName = "A"), DynamoDBEvent("@P", ResourceName = "E")]
            public void M(DynamoDBEvent changes) { }
            """);

        project.AssertHolds("Resources.A.Properties.Events.E.Properties", """
            { "StartingPosition": "LATEST", "Stream": { "Ref": "P" } }
            """);
    }

    [Fact]
    public void An_event_name_keeps_letters_of_every_alphabet_and_an_unknown_starting_position_is_a_number()
    {
        using var project = new TemplateProject();

        project.Build("""
            [LambdaFunction(ResourceName = "A"), ScheduleEvent("rate(ä)")] public void M(ScheduledEvent e) { }
            [LambdaFunction(ResourceName = "B"), DynamoDBEvent("@T", StartingPosition = (StartingPosition)7)] public void N(DynamoDBEvent e) { }
            """);

        project.AssertHolds("Resources.A.Properties.Events", """
            { "rateä": { "Type": "Schedule", "Properties": { "Schedule": "rate(ä)" } } }
            """);
        project.AssertHolds("Resources.B.Properties.Events.T.Properties.StartingPosition", "\"7\"");
    }

    [Fact]
    public void A_schedule_event_is_written_with_the_values_that_its_attribute_sets()
    {
        using var project = new TemplateProject();

        project.Build("""
            [LambdaFunction(ResourceName = "A")]
            [ScheduleEvent("rate(5 minutes)", ResourceName = "Often", Description = "", Input = "{\"a\":1}", Enabled = true)]
            public void M(ScheduledEvent e) { }

            [LambdaFunction(ResourceName = "B"), ScheduleEvent("cron(0 1 * * ? *)")] public void N(ScheduledEvent e) { }
            """);

        project.AssertHolds("Resources.A.Properties.Events", """
            { "Often": { "Type": "Schedule", "Properties": { "Schedule": "rate(5 minutes)", "Description": "",
            "Input": "{\"a\":1}", "Enabled": true } } }
            """);
        project.AssertHolds("Resources.B.Properties.Events", """
            { "cron01": { "Type": "Schedule", "Properties": { "Schedule": "cron(0 1 * * ? *)" } } }
            """);
    }

    [Fact]
    public void The_input_of_a_schedule_can_be_a_file_of_the_project()
    {
        using var project = new TemplateProject(folder: "src");
        project.Write("src/inputs/nightly.json", "{ \"deep\": true }\n");

        project.Build("""
            [LambdaFunction(ResourceName = "A"), ScheduleEvent("rate(1 day)", ResourceName = "E", Input = "inputs/nightly.json")]
            public void M(ScheduledEvent e) { }
            """);

        Assert.Contains("""
            "Input": "{ \"deep\": true }\n"
            """.Trim(), project.Read("src/serverless.template"), StringComparison.Ordinal);
    }

    private static string Function(string metadata, string events, string more = "") => $$"""
        {
          "Resources": {
            "A": {
              "Type": "AWS::Serverless::Function",
              "Metadata": {{metadata}},
              "Properties": { "Events": {{events}} }
            }{{more}}
          }
        }
        """;
}
