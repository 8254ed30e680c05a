using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LambdaStandIns.Tests.Generation;

/// <summary>An edit causes work only for the functions that it affects.</summary>
public class IncrementalityTests
{
    private const string Globals = """
        using Amazon.Lambda.Annotations; using Amazon.Lambda.Annotations.APIGateway; using Amazon.Lambda.Core;
        [assembly: LambdaSerializer(typeof(Amazon.Lambda.Serialization.SystemTextJson.DefaultLambdaJsonSerializer))]
        """;

    private const string Functions = """
        using Amazon.Lambda.Annotations; using Amazon.Lambda.Annotations.APIGateway; using Microsoft.Extensions.DependencyInjection;
        namespace Shop;
        [LambdaStartup] public class Startup { public void ConfigureServices(IServiceCollection services) { } }
        public class Store
        {
            [LambdaFunction][RestApi(LambdaHttpMethod.Get, "/a")] public string A([FromQuery] int x) => "";
            [LambdaFunction][RestApiAuthorizer] public IAuthorizerResult Door() => AuthorizerResults.Allow();
        }
        """;

    [StandInFact]
    public void An_edit_in_another_file_changes_no_generator_step()
    {
        var steps = StepsAfter("namespace Shop; public class Other { int _x = 2; }", Functions);

        Assert.Every(steps, step => Assert.True(step.Reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, $"{step}"));
    }

    [StandInFact]
    public void A_function_that_moves_down_in_its_file_is_not_generated_again()
    {
        var steps = StepsAfter("namespace Shop; public class Other { }", Functions.Replace("public class Store", "\n\npublic class Store", StringComparison.Ordinal));

        Assert.Every(
            steps.Where(step => step.Name is "FunctionModel" or "TemplateInput" or "SourceOutput" or "ImplementationSourceOutput"),
            step => Assert.True(step.Reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, $"{step}"));
    }

    [StandInTheory]
    [InlineData("namespace Shop; public class Other { } public class Environment { }", "Environment")]
    [InlineData("namespace Shop; public class Other { } public static class Own { public static bool Any<T>(this System.Collections.Generic.IEnumerable<T> all) => false; }", "Any")]
    public void A_hiding_name_in_another_file_gets_a_warning_and_no_function_is_generated_again(string otherFile, string name)
    {
        var steps = StepsAfter(otherFile, Functions, out var warnings);

        Assert.NotEmpty(warnings);
        Assert.Equal([name], warnings.Select(message => message.Split('\'')[3]).Distinct());
        var generating = steps.Where(step => step.Name is "FunctionModel" or "TemplateInput" or "ImplementationSourceOutput").ToList();
        Assert.NotEmpty(generating);
        Assert.True(generating.TrueForAll(step => step.Reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged));
    }

    [StandInFact]
    public void A_change_in_one_function_generates_only_that_function_again()
    {
        var steps = StepsAfter("namespace Shop; public class Other { }", Functions.Replace("[FromQuery] int x", "[FromQuery] int y", StringComparison.Ordinal));

        Assert.Equal(
            [IncrementalStepRunReason.Modified, IncrementalStepRunReason.Cached],
            steps.Where(step => step.Name == "FunctionModel").Select(step => step.Reason).Order());
    }

    /// <summary>Runs the generator on two files, then on the edited files, and returns how each step ended in the second run.</summary>
    private static List<(string Name, IncrementalStepRunReason Reason)> StepsAfter(string otherFile, string functionsFile) =>
        StepsAfter(otherFile, functionsFile, out _);

    private static List<(string Name, IncrementalStepRunReason Reason)> StepsAfter(
        string otherFile, string functionsFile, out List<string> warnings)
    {
        var other = Parse("namespace Shop; public class Other { }", "Other.cs");
        var functions = Parse(Functions, "Functions.cs");
        var compilation = CSharpCompilation.Create(
            "App",
            [Parse(Globals, "Globals.cs"), other, functions],
            GeneratorUnderTest.References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        var edited = compilation;
        if (otherFile != other.ToString())
            edited = edited.ReplaceSyntaxTree(other, Parse(otherFile, "Other.cs"));
        if (functionsFile != Functions)
            edited = edited.ReplaceSyntaxTree(functions, Parse(functionsFile, "Functions.cs"));

        var result = GeneratorUnderTest.CreateDriver(trackSteps: true).RunGenerators(compilation).RunGenerators(edited).GetRunResult().Results.Single();
        warnings = [.. result.Diagnostics.Where(found => found.Id == "LambdaStandIn0015").Select(found => found.GetMessage())];
        // The filtered steps belong to the compiler and are new after every edit.
        return
        [
            .. result.TrackedSteps.Concat(result.TrackedOutputSteps)
                .Where(steps => steps.Key is not ("Compilation" or "compilationAndGroupedNodes_ForAttributeWithMetadataName"))
                .SelectMany(steps => steps.Value.SelectMany(step => step.Outputs).Select(output => (steps.Key, output.Reason))),
        ];
    }

    private static SyntaxTree Parse(string text, string name) => CSharpSyntaxTree.ParseText(text, GeneratorUnderTest.ParseOptions, name);
}
