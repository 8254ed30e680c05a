namespace LambdaStandIns.Tests.Template;

public class FunctionResourceTests
{
    private const string PlainFunction = """[LambdaFunction(ResourceName = "A")] public void M() { }""";

    [Fact]
    public void A_value_that_the_attribute_sets_replaces_the_default()
    {
        using var project = new TemplateProject();

        project.Build("""
            [LambdaFunction(ResourceName = "A", Timeout = 7, MemorySize = 256, Policies = "Read, Write")] public void M() { }
            """);

        project.AssertHolds("Resources.A.Properties", """
            { "Runtime": "dotnet10", "CodeUri": ".", "MemorySize": 256, "Timeout": 7, "Policies": ["Read", "Write"],
            "PackageType": "Zip", "Handler": "App::App.Functions_M_Generated::M" }
            """);
    }

    [Fact]
    public void Only_the_values_that_the_code_sets_are_written_to_an_existing_function()
    {
        using var project = new TemplateProject(Marked(
            """
                { "FunctionName": "f", "Handler": "old", "Runtime": "dotnet8", "CodeUri": "old", "MemorySize": 1024,
                "Timeout": 5, "Policies": ["Mine"], "PackageType": "Image", "ImageUri": "i",
                "ImageConfig": { "Command": ["x"] }, "Tags": { "a": "b" } }
                """));

        project.Build(PlainFunction);

        project.AssertHolds("Resources.A.Properties", """
            { "FunctionName": "f", "Handler": "App::App.Functions_M_Generated::M", "Runtime": "dotnet10",
            "CodeUri": ".", "MemorySize": 1024, "Timeout": 5, "Policies": ["Mine"], "PackageType": "Zip",
            "Tags": { "a": "b" } }
            """);
    }

    [Fact]
    public void An_existing_function_gets_no_default_values()
    {
        using var project = new TemplateProject(Marked("{}"));

        project.Build("""[LambdaFunction(ResourceName = "A", Timeout = 7, MemorySize = 8)] public void M() { }""");

        project.AssertHolds("Resources.A.Properties", """
            { "Timeout": 7, "MemorySize": 8, "PackageType": "Zip", "CodeUri": ".",
            "Handler": "App::App.Functions_M_Generated::M", "Runtime": "dotnet10" }
            """);
    }

    [Fact]
    public void A_value_stays_in_the_template_if_the_attribute_no_longer_sets_it()
    {
        using var project = new TemplateProject();
        project.Build("""[LambdaFunction(ResourceName = "A", Timeout = 7, MemorySize = 8, Role = "arn:role")] public void M() { }""");

        project.Build(PlainFunction);

        Assert.Equal("7", project["Resources.A.Properties.Timeout"]);
        Assert.Equal("8", project["Resources.A.Properties.MemorySize"]);
        Assert.Equal("\"arn:role\"", project["Resources.A.Properties.Role"]);
        Assert.Null(project["Resources.A.Properties.Policies"]);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{ "Tool": "Another" }""")]
    [InlineData("""{ "Tool": "amazon.lambda.annotations" }""")]
    [InlineData("null")]
    public void A_resource_without_the_mark_of_the_generator_is_not_changed(string metadata)
    {
        using var project = new TemplateProject(
            $$"""
                { "Resources": { "A": { "Type": "AWS::Serverless::Function", "Properties": { "Role": "arn" },
                "Metadata": {{metadata}} } } }
                """);

        project.Build(PlainFunction);

        project.AssertHolds("Resources.A.Properties", """{"Role":"arn"}""");
    }

    [Fact]
    public void Values_added_to_the_template_by_hand_stay()
    {
        using var project = new TemplateProject("""
            {
              "Parameters": { "P": { "Type": "String" } },
              "Resources": {
                "A": {
                  "Type": "AWS::Serverless::Function",
                  "DependsOn": "Table",
                  "Metadata": { "Note": 1, "Tool": "Amazon.Lambda.Annotations" },
                  "Properties": {}
                }
              },
              "Outputs": {}
            }
            """);

        project.Build(PlainFunction);

        project.AssertHolds("Parameters", """{"P":{"Type":"String"}}""");
        Assert.Equal("{}", project["Outputs"]);
        Assert.Equal("\"Table\"", project["Resources.A.DependsOn"]);
        project.AssertHolds("Resources.A.Metadata", """{"Note":1,"Tool":"Amazon.Lambda.Annotations"}""");
    }

    [Theory]
    [InlineData("arn:aws:iam::1:role/r", "\"arn:aws:iam::1:role/r\"")]
    [InlineData("@Given", """{"Ref":"Given"}""")]
    [InlineData("@Table", """{"Fn::GetAtt":["Table","Arn"]}""")]
    public void A_role_is_an_ARN_a_parameter_or_a_resource_and_replaces_the_policies(string role, string expected)
    {
        using var project = new TemplateProject("""{ "Parameters": { "Given": { "Type": "String" } }, "Resources": {} }""");

        project.Build($$"""[LambdaFunction(ResourceName = "A", Role = "{{role}}")] public void M() { }""");

        Assert.Equal(expected, project["Resources.A.Properties.Role"]);
        Assert.Null(project["Resources.A.Properties.Policies"]);
    }

    [Fact]
    public void Policies_win_over_a_role_and_can_name_parameters()
    {
        using var project = new TemplateProject();

        project.Build("""[LambdaFunction(ResourceName = "A", Role = "r", Policies = " Read ,@Given,, ")] public void M() { }""");

        project.AssertHolds("Resources.A.Properties.Policies", """["Read",{"Ref":"Given"},"",""]""");
        Assert.Null(project["Resources.A.Properties.Role"]);
    }

    [Fact]
    public void An_image_function_has_an_image_instead_of_code()
    {
        using var project = new TemplateProject(Marked(
            """{"Handler":"h","Runtime":"dotnet8","CodeUri":"c","ImageConfig":{"EntryPoint":["e"]}}"""));

        project.Build("""
            [LambdaFunction(ResourceName = "A", PackageType = LambdaPackageType.Image)] public void M() { }
            [LambdaFunction(ResourceName = "B", PackageType = LambdaPackageType.Image)] public void N() { }
            """);

        project.AssertHolds("Resources.A.Properties", """
            { "ImageConfig": { "EntryPoint": ["e"], "Command": ["App::App.Functions_M_Generated::M"] },
            "PackageType": "Image", "ImageUri": "." }
            """);
        project.AssertHolds("Resources.B.Properties", """
            { "MemorySize": 512, "Timeout": 30, "Policies": ["AWSLambdaBasicExecutionRole"], "PackageType": "Image",
            "ImageUri": ".", "ImageConfig": { "Command": ["App::App.Functions_N_Generated::N"] } }
            """);
    }

    [Fact]
    public void A_function_that_was_removed_from_the_code_is_removed_from_the_template()
    {
        const string Mark = """ "Metadata": { "Tool": "Amazon.Lambda.Annotations" } """;
        using var project = new TemplateProject($$"""
            {
              "Resources": {
                "Gone": { "Type": "AWS::Serverless::Function", {{Mark}} },
                "Unmarked": { "Type": "AWS::Serverless::Function" },
                "OtherType": { "Type": "AWS::Lambda::Function", {{Mark}} }
              }
            }
            """);

        project.Build("");

        project.AssertHolds("Resources", """
            { "Unmarked": { "Type": "AWS::Serverless::Function" }, "OtherType": { "Type": "AWS::Lambda::Function",
            "Metadata": { "Tool": "Amazon.Lambda.Annotations" } } }
            """);
    }

    [StandInFact]
    public void A_role_that_becomes_two_references_gets_a_warning()
    {
        using var project = new TemplateProject(Marked("""{"Role":{"Fn::GetAtt":["R","Arn"]}}""", parameters: """{"P":{}}"""));

        Assert.Equal(["LambdaStandIn1005"], project.BuildAndReport("""
            [LambdaFunction(ResourceName = "A", Role = "@P")] public void M() { }
            """));

        project.AssertHolds("Resources.A.Properties.Role", """{"Fn::GetAtt":["R","Arn"],"Ref":"P"}""");
    }

    [Fact]
    public void A_role_reference_is_an_error_if_the_template_holds_a_string_as_role()
    {
        var template = Marked("""{"Role":"arn"}""");
        using var project = new TemplateProject(template);

        Assert.Equal(["AWSLambda0001"], project.BuildAndReport("""
            [LambdaFunction(ResourceName = "A", Role = "@R")] public void M() { }
            """));

        Assert.Equal(template, project.Template);
    }

    private static string Marked(string properties, string parameters = "{}") => $$"""
        {
          "Parameters": {{parameters}},
          "Resources": {
            "A": {
              "Type": "AWS::Serverless::Function",
              "Metadata": { "Tool": "Amazon.Lambda.Annotations" },
              "Properties": {{properties}}
            }
          }
        }
        """;
}
