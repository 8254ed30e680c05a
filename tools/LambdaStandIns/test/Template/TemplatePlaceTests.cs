namespace LambdaStandIns.Tests.Template;

public class TemplatePlaceTests
{
    private const string Defaults = "aws-lambda-tools-defaults.json";
    private const string Function = """[LambdaFunction(ResourceName = "A")] public void M() { }""";
    private const string Class = $$"""namespace App; public class F { {{Function}} }""";

    [Fact]
    public void The_project_folder_is_the_nearest_parent_folder_with_exactly_one_project_file()
    {
        using var project = new TemplateProject();
        project.Write("deep/One.csproj", "<Project/>");
        project.Write("deep/Two.csproj", "<Project/>");

        project.CompileFiles(("deep/er/F.cs", Class));

        Assert.True(project.Has("serverless.template"));
        Assert.Equal("\".\"", project["Resources.A.Properties.CodeUri"]);
    }

    [Fact]
    public void The_first_class_of_the_compilation_determines_the_project_folder()
    {
        using var project = new TemplateProject();
        project.Write("other/Other.csproj", $"<Project><PropertyGroup>{TemplateProject.SuppressTelemetry}</PropertyGroup></Project>");

        project.CompileFiles(("Types.cs", "public record R; public struct S { }"), ("other/Q.cs", "public class Q { }"), ("F.cs", Class));

        Assert.True(project.Has("other/serverless.template"));
        Assert.False(project.Has("serverless.template"));
    }

    [Fact]
    public void A_class_outside_every_project_does_not_determine_the_project_folder()
    {
        using var project = new TemplateProject(folder: "src/App");

        project.CompileFiles(("shared/Linked.cs", "public class Linked { }"), ("src/App/F.cs", Class));

        Assert.True(project.Has("src/App/serverless.template"));
    }

    [StandInTheory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_project_without_a_folder_that_holds_one_project_file_gets_no_template_and_a_warning(bool two)
    {
        using var project = new TemplateProject(folder: two ? "src" : "elsewhere");
        if (two)
            project.Write("src/Two.csproj", "<Project/>");

        var found = Assert.Single(project.CompileFiles(("src/F.cs", Class)));

        Assert.Equal("LambdaStandIn1007", found.Id);
        Assert.StartsWith($"No folder from '{project.PathOf("src/F.cs")}' upward contains exactly one C# project file", found.GetMessage(), StringComparison.Ordinal);
        Assert.False(project.Has("src/serverless.template"));
    }

    [Theory]
    [InlineData("../../serverless.template", "serverless.template", "src/App")]
    [InlineData("./templates/../my.json", "src/App/my.json", ".")]
    [InlineData("../Deploy/my.template", "src/Deploy/my.template", "../App")]
    public void A_defaults_file_beside_the_project_names_the_template_and_CodeUri_follows_it(string name, string template, string codeUri)
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
    public void The_template_is_serverless_template_if_the_defaults_file_names_none(string defaults)
    {
        using var project = new TemplateProject();
        project.Write(Defaults, defaults);

        project.Build(Function);

        Assert.True(project.Has("serverless.template"));
    }

    [Fact]
    public void The_template_path_is_relative_to_the_folder_of_the_defaults_file()
    {
        using var project = new TemplateProject();
        project.Write($"deploy/{Defaults}", """{ "template": "my.template" }""");

        project.Build(Function);

        Assert.Contains("\"CodeUri\": \"..\"", project.Read("deploy/my.template"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_defaults_file_beside_the_project_wins_over_other_defaults_files()
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
    public void An_ambiguous_defaults_file_below_the_project_gets_a_warning(string first, string second)
    {
        using var project = new TemplateProject();
        project.Write($"{first}/{Defaults}", """{ "template": "../serverless.template" }""");
        project.Write($"{second}/{Defaults}", """{ "template": "../serverless.template" }""");

        Assert.Equal(["LambdaStandIn1006"], project.BuildAndReport(Function));

        Assert.True(project.Has("serverless.template"));
    }

    [Fact]
    public void A_template_path_in_a_missing_folder_is_an_error()
    {
        using var project = new TemplateProject();
        project.Write(Defaults, """{ "template": "missing/serverless.template" }""");

        Assert.Equal(["AWSLambda0001"], project.BuildAndReport(Function));
    }

    [Theory]
    [InlineData("<Project")]
    [InlineData("")]
    public void A_project_file_that_is_not_XML_is_an_error(string projectFile)
    {
        using var project = new TemplateProject("{}");
        project.WriteProjectFile(projectFile);

        Assert.Equal(["AWSLambda0001"], project.BuildAndReport(Function));

        Assert.Equal("{}", project.Template);
    }
}
