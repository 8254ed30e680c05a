namespace LambdaStandIns.Tests.Template;

public class TemplatePlaceTests
{
    private const string Defaults = "aws-lambda-tools-defaults.json";
    private const string Function = """[LambdaFunction(ResourceName = "A")] public void M() { }""";
    private const string Class = $$"""namespace App; public class F { {{Function}} }""";

    [Fact]
    public void The_project_folder_is_the_nearest_upward_with_exactly_one_project_file()
    {
        using var project = new TemplateProject();
        project.Write("deep/One.csproj", "<Project/>");
        project.Write("deep/Two.csproj", "<Project/>");

        project.CompileFiles(("deep/er/F.cs", Class));

        Assert.True(project.Has("serverless.template"));
        Assert.Equal("\".\"", project["Resources.A.Properties.CodeUri"]);
    }

    [Fact]
    public void The_first_class_of_the_compilation_tells_the_folder()
    {
        using var project = new TemplateProject();
        project.Write("other/Other.csproj", $"<Project><PropertyGroup>{TemplateProject.SuppressTelemetry}</PropertyGroup></Project>");

        project.CompileFiles(("Types.cs", "public record R; public struct S { }"), ("other/Q.cs", "public class Q { }"), ("F.cs", Class));

        Assert.True(project.Has("other/serverless.template"));
        Assert.False(project.Has("serverless.template"));
    }

    [Fact]
    public void A_class_outside_every_project_is_passed_over()
    {
        using var project = new TemplateProject(folder: "src/App");

        project.CompileFiles(("shared/Linked.cs", "public class Linked { }"), ("src/App/F.cs", Class));

        Assert.True(project.Has("src/App/serverless.template"));
    }

    [StandInTheory]
    [InlineData(true)]
    [InlineData(false)]
    public void Without_a_folder_that_holds_one_project_file_there_is_no_template_and_a_warning(bool two)
    {
        using var project = new TemplateProject(folder: two ? "src" : "elsewhere");
        if (two)
            project.Write("src/Two.csproj", "<Project/>");

        var found = Assert.Single(project.CompileFiles(("src/F.cs", Class)));

        Assert.Equal("LambdaStandIn1007", found.Id);
        Assert.StartsWith($"No folder from '{project.PathOf("src/F.cs")}' upward holds exactly one C# project file", found.GetMessage(), StringComparison.Ordinal);
        Assert.False(project.Has("src/serverless.template"));
    }

    [Theory]
    [InlineData("../../serverless.template", "serverless.template", "src/App")]
    [InlineData("./templates/../my.json", "src/App/my.json", ".")]
    [InlineData("../Deploy/my.template", "src/Deploy/my.template", "../App")]
    public void The_defaults_beside_the_project_name_the_template_and_code_is_found_from_there(string name, string template, string codeUri)
    {
        using var project = new TemplateProject(folder: "src/App");
        project.Write("src/Deploy/placeholder", "");
        project.Write("src/App/templates/placeholder", "");
        project.Write($"src/App/{Defaults}", $$"""{ /* tolerated */ "template": "{{name}}", }""");

        project.Build(Function);

        Assert.Contains($"\"CodeUri\": \"{codeUri}\"", project.Read(template), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "Template": "other.template" }""")]
    [InlineData("""{ "template": "" }""")]
    [InlineData("""{ "template": null }""")]
    [InlineData("""{ "template": "other.template" """)]
    [InlineData("[]")]
    [InlineData("")]
    public void Defaults_that_name_no_template_mean_the_usual_one(string defaults)
    {
        using var project = new TemplateProject();
        project.Write(Defaults, defaults);

        project.Build(Function);

        Assert.True(project.Has("serverless.template"));
    }

    [Fact]
    public void Defaults_in_a_folder_below_count_from_there()
    {
        using var project = new TemplateProject();
        project.Write($"deploy/{Defaults}", """{ "template": "my.template" }""");

        project.Build(Function);

        Assert.Contains("\"CodeUri\": \"..\"", project.Read("deploy/my.template"), StringComparison.Ordinal);
    }

    [Fact]
    public void Defaults_beside_the_project_win_over_others()
    {
        using var project = new TemplateProject();
        project.Write(Defaults, """{ "template": "mine.template" }""");
        project.Write($"bin/{Defaults}", """{ "template": "other.template" }""");

        project.Build(Function);

        Assert.True(project.Has("mine.template"));
    }

    [StandInTheory]
    [InlineData("bin", "bin")]
    [InlineData("a", "b")]
    public void Defaults_that_are_found_by_chance_are_reported(string first, string second)
    {
        using var project = new TemplateProject();
        project.Write($"{first}/{Defaults}", """{ "template": "../serverless.template" }""");
        project.Write($"{second}/{Defaults}", """{ "template": "../serverless.template" }""");

        Assert.Equal(["LambdaStandIn1006"], project.BuildAndReport(Function));

        Assert.True(project.Has("serverless.template"));
    }

    [Fact]
    public void A_folder_that_is_not_there_is_an_error()
    {
        using var project = new TemplateProject();
        project.Write(Defaults, """{ "template": "missing/serverless.template" }""");

        Assert.Equal(["AWSLambda0001"], project.BuildAndReport(Function));
    }

    [Theory]
    [InlineData("<Project")]
    [InlineData("")]
    public void A_project_file_that_is_no_XML_is_an_error(string projectFile)
    {
        using var project = new TemplateProject("{}");
        project.WriteProjectFile(projectFile);

        Assert.Equal(["AWSLambda0001"], project.BuildAndReport(Function));

        Assert.Equal("{}", project.Template);
    }
}
