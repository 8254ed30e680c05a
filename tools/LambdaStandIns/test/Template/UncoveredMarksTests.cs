namespace LambdaStandIns.Tests.Template;

/// <summary>Template values of attributes that the code no longer has. Some of these attributes are not covered by the stand-ins.</summary>
public class UncoveredMarksTests
{
    private const string Function = """[LambdaFunction(ResourceName = "A")] public void M() { }""";
    private const string Policy = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicDurableExecutionRolePolicy";

    [Theory]
    [InlineData("SyncedFunctionUrlConfig", "true", false)]
    [InlineData("SyncedFunctionUrlConfig", "\"true\"", false)]
    [InlineData("SyncedFunctionUrlConfig", "false", true)]
    [InlineData("SyncedDurableConfig", "true", false)]
    [InlineData("SyncedDurableConfig", "false", true)]
    public void A_setting_is_removed_with_its_mark_if_the_mark_is_true(string mark, string value, bool stays)
    {
        var setting = mark.Replace("Synced", "", StringComparison.Ordinal);
        using var project = new TemplateProject(Resource($"\"{mark}\": {value}", $"\"{setting}\": {{ \"Mine\": 1 }}"));

        project.Build(Function);

        Assert.Equal(stays, project[$"Resources.A.Properties.{setting}"] is not null);
        Assert.Equal(stays, project[$"Resources.A.Metadata.{mark}"] is not null);
    }

    [Fact]
    public void A_marked_policy_is_removed_and_the_other_policies_stay()
    {
        using var project = new TemplateProject(Resource("\"SyncedDurablePolicy\": true", $"\"Policies\": [\"Mine\", \"{Policy}\", {{ \"Ref\": \"P\" }}]"));

        project.Build(Function);

        project.AssertHolds("Resources.A.Properties.Policies", """["Mine", { "Ref": "P" }]""");
        project.AssertHolds("Resources.A.Metadata", """{ "Tool": "Amazon.Lambda.Annotations" }""");
    }

    [Fact]
    public void Marked_load_balancer_resources_are_removed_if_the_generator_created_them()
    {
        using var project = new TemplateProject(Resource(
            "\"SyncedAlbResources\": [\"Made\", \"Mine\", \"Gone\"]",
            "",
            """, "Made": { "Type": "T", "Metadata": { "Tool": "Amazon.Lambda.Annotations" } }, "Mine": { "Type": "T" }"""));

        project.Build(Function);

        Assert.Null(project["Resources.Made"]);
        Assert.NotNull(project["Resources.Mine"]);
        project.AssertHolds("Resources.A.Metadata", """{ "Tool": "Amazon.Lambda.Annotations" }""");
    }

    [Theory]
    [InlineData("\"SyncedFunctionUrlConfig\": \"yes\"")]
    [InlineData("\"SyncedFunctionUrlConfig\": null")]
    [InlineData("\"SyncedDurablePolicy\": {}")]
    [InlineData("\"SyncedAlbResources\": \"Made\"")]
    [InlineData("\"SyncedAlbResources\": null")]
    public void A_mark_with_a_value_of_the_wrong_type_is_an_error(string mark)
    {
        var template = Resource(mark, "");
        using var project = new TemplateProject(template);

        Assert.Equal(["AWSLambda0001"], project.BuildAndReport(Function));

        Assert.Equal(template, project.Template);
    }

    [Fact]
    public void An_event_name_with_a_dot_stays_one_key()
    {
        using var project = new TemplateProject();

        project.Build("""[LambdaFunction(ResourceName = "A"), DynamoDBEvent("@Nested.Table")] public void M(DynamoDBEvent e) { }""");

        Assert.Contains(
            "\"SyncedEventProperties\": {\"Nested.Table\": [\"Stream.Fn::GetAtt\", \"StartingPosition\"]}",
            string.Join(' ', project.Template.Split('\n').Select(line => line.Trim())).Replace("{ ", "{", StringComparison.Ordinal)
                .Replace(" }", "}", StringComparison.Ordinal).Replace("[ ", "[", StringComparison.Ordinal).Replace(" ]", "]", StringComparison.Ordinal),
            StringComparison.Ordinal);
    }

    private static string Resource(string mark, string properties, string others = "") => $$"""
        { "Resources": { "A": { "Type": "AWS::Serverless::Function", "Metadata": { "Tool": "Amazon.Lambda.Annotations", {{mark}} },
        "Properties": { {{properties}} } }{{others}} } }
        """;
}
