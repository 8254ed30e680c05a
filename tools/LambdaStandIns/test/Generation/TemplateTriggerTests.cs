using LambdaStandIns.Tests.Template;

namespace LambdaStandIns.Tests.Generation;

/// <summary>Tests when a compilation changes the project's template.</summary>
public class TemplateTriggerTests
{
    private const string Function = "[LambdaFunction] public void A() { }";

    [Theory]
    [InlineData(Function, true)]
    [InlineData($"{Function} public int B() => \"no number\";", true)]
    [InlineData($"{Function} public int B() => ;", false)]
    [InlineData($"{Function} [LambdaFunction] public IHttpResult B() => null!;", false)]
    [InlineData($"{Function} [LambdaFunction(ResourceName = \"a-b\")] public void B() {{ }}", false)]
    [InlineData($$"""{{Function}} [LambdaFunction][RestApi(LambdaHttpMethod.Get, "/{id}")] public void B() { }""", false)]
    [InlineData($$"""{{Function}} [LambdaFunction][RestApi(LambdaHttpMethod.Get, "/", Authorizer = "None")] public void B() { }""", false)]
    public void The_template_is_not_written_if_the_code_has_a_syntax_error_or_a_function_error(string members, bool isWritten) =>
        Assert.Equal(isWritten, Compile(members).IsWritten);

    [Fact]
    public void The_template_is_written_even_if_the_startup_class_has_errors() => Assert.True(Compile(Function, """
        [LambdaStartup] class One { public void ConfigureServices(Microsoft.Extensions.DependencyInjection.IServiceCollection services) { } }
        [LambdaStartup] class Two { public void ConfigureServices(Microsoft.Extensions.DependencyInjection.IServiceCollection services) { } }
        """).IsWritten);

    [StandInFact]
    public void A_design_time_build_does_not_write_the_template() =>
        Assert.False(Compile(Function, "", ("lambda_stand_ins.design_time_build", "true")).IsWritten);

    [Theory]
    [InlineData("net8.0", "\"dotnet8\"")]
    [InlineData("net10.0", "\"dotnet10\"")]
    [InlineData("netstandard2.0", "\"dotnet10\"")]
    public void The_runtime_in_the_template_follows_the_target_framework(string framework, string runtime) =>
        Assert.Equal(runtime, Compile(Function, "", ("build_property.TargetFramework", framework)).Runtime);

    private static (bool IsWritten, string? Runtime) Compile(string members, string others = "", params (string Key, string Value)[] options)
    {
        const string Usings = """
            using Amazon.Lambda.Annotations; using Amazon.Lambda.Annotations.APIGateway;
            [assembly: Amazon.Lambda.Core.LambdaSerializer(typeof(Amazon.Lambda.Serialization.SystemTextJson.DefaultLambdaJsonSerializer))]
            """;
        using var project = new TemplateProject();
        var source = (Path: "Functions.cs", Text: $"{Usings}\nnamespace App; public class Functions {{ {members} }} {others}");
        project.Write(source.Path, source.Text);

        GeneratorUnderTest.Run([(project.PathOf(source.Path), source.Text)], out _, options);

        var isWritten = project.Has("serverless.template");
        return (isWritten, isWritten ? project["Resources.AppFunctionsAGenerated.Properties.Runtime"] : null);
    }
}
