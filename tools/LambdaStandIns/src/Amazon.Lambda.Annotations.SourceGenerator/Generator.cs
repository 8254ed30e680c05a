using System.Collections.Immutable;
using System.Text;

using Amazon.Lambda.Annotations.SourceGenerator.Checks;
using Amazon.Lambda.Annotations.SourceGenerator.Diagnostics;
using Amazon.Lambda.Annotations.SourceGenerator.Emission;
using Amazon.Lambda.Annotations.SourceGenerator.Models;
using Amazon.Lambda.Annotations.SourceGenerator.Parsing;
using Amazon.Lambda.Annotations.SourceGenerator.Template;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Amazon.Lambda.Annotations.SourceGenerator;

/// <summary>
/// Creates an entry point for each method marked with <c>[LambdaFunction]</c>, and updates the project's SAM template to match.
/// It turns symbols into models (Parsing) and checks the models (Checks). From the models it writes code (Emission) and the template.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class Generator : IIncrementalGenerator
{
    /// <inheritdoc />
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var project = context.CompilationProvider.Select(ProjectFactsReader.Read).WithTrackingName(nameof(ProjectFacts));
        var classes = context.SyntaxProvider
            .CreateSyntaxProvider(static (node, _) => node is ClassDeclarationSyntax, static (found, _) => found.Node.SyntaxTree.FilePath)
            .Collect();
        var sources = context.CompilationProvider.Select(ProjectFactsReader.HasSyntaxErrors).Combine(classes)
            .Select(static (input, _) => new SourceFacts([.. input.Right.Distinct()], HasErrors: input.Left))
            .WithTrackingName(nameof(SourceFacts));
        var startups = context.SyntaxProvider
            .ForAttributeWithMetadataName(KnownNames.LambdaStartup, static (node, _) => node is TypeDeclarationSyntax, StartupParser.Parse)
            .WithTrackingName(nameof(ParsedStartup))
            .Collect();
        var startup = startups
            .Select(static (all, _) => all.Select(parsed => parsed.Startup).FirstOrDefault(usable => usable is not null))
            .WithTrackingName(nameof(StartupModel));

        var functions = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                KnownNames.LambdaFunction, static (node, _) => node is MethodDeclarationSyntax, FunctionParser.Parse)
            .WithTrackingName(nameof(ParsedFunction))
            .Combine(project.Combine(startup))
            .Select(static (input, _) => FunctionChecks.Complete(input.Left, input.Right.Left, input.Right.Right))
            .WithTrackingName(nameof(FunctionChecks));
        var ofFunctions = functions.Collect().Combine(project).Combine(sources)
            .Select(static (input, _) =>
            {
                var ((functions, project), sources) = input;
                return ProjectChecks.OfFunctions(functions, project, sources);
            })
            .WithTrackingName(nameof(ProjectChecks));

        var scope = context.CompilationProvider.Select(static (compilation, _) => new PublishedScope(compilation));

        Report(context, functions.SelectMany(static (function, _) => function.Diagnostics));
        Report(context, functions.Combine(project.Combine(startup)).Combine(scope).SelectMany(static (input, _) =>
        {
            var ((function, (project, startup)), scope) = input;
            return NameCollisions.InScope(function, project, startup, scope);
        }));
        Report(context, ofFunctions.SelectMany(static (found, _) => found));
        Report(context, startups.SelectMany(static (all, _) => ProjectChecks.OfStartups(all)));
        Report(context, context.SyntaxProvider
            .CreateSyntaxProvider(LoggerCheck.IsCandidate, LoggerCheck.Check)
            .Where(static found => found is not null).Select(static (found, _) => found!));
        Report(context, context.SyntaxProvider
            .CreateSyntaxProvider(OwnAttributeCheck.IsCandidate, OwnAttributeCheck.Check)
            .Where(static found => found is not null).Select(static (found, _) => found!));
        Report(context, context.SyntaxProvider
            .ForAttributeWithMetadataName(
                KnownNames.LambdaSerializer, static (node, _) => node is CompilationUnitSyntax or MethodDeclarationSyntax, SerializerCheck.Check)
            .Where(static found => found is not null).Select(static (found, _) => found!));
        foreach (var attribute in KnownNames.EventAttributes)
        {
            Report(context, context.SyntaxProvider
                .ForAttributeWithMetadataName(
                    attribute,
                    static (node, _) => node is MethodDeclarationSyntax,
                    (method, _) => MissingLambdaFunctionCheck.Check(method, attribute))
                .Where(static found => found is not null).Select(static (found, _) => found!));
        }

        // From here on the models have no locations, so moving a method within its file is not a change.
        var models = functions
            .Where(static function => function.Model is not null && !function.Diagnostics.Any(found => found.IsError))
            .Select(static (function, _) => function.Model!)
            .WithTrackingName(nameof(FunctionModel));
        context.RegisterSourceOutput(
            models.Collect().SelectMany(static (all, _) => FirstOfEachName(all)).Combine(project.Combine(startup)),
            static (output, input) => AddSource(output, input.Left, input.Right.Left, input.Right.Right));

        var hasErrors = functions.Collect().Combine(ofFunctions)
            .Select(static (input, _) => input.Right.Any(found => found.IsError)
                || input.Left.Any(function => !function.IsCovered || function.Diagnostics.Any(found => found.IsError)))
            .WithTrackingName("HasErrors");
        var template = models.Collect().Combine(project).Combine(sources).Combine(hasErrors).Combine(context.AnalyzerConfigOptionsProvider)
            .Select(static (input, _) =>
            {
                var ((((functions, project), sources), hasErrors), options) = input;
                return hasErrors || sources.HasErrors ? null : TemplateInputs.From(functions, project, sources, options.GlobalOptions);
            })
            .WithTrackingName(nameof(TemplateInput));
        context.RegisterImplementationSourceOutput(template, static (output, input) =>
        {
            if (input is null)
                return;
            foreach (var diagnostic in TemplateFile.Synchronise(input))
                output.ReportDiagnostic(diagnostic);
        });
    }

    private static void Report(IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<DiagnosticInfo> found) =>
        context.RegisterSourceOutput(found, static (output, diagnostic) => output.ReportDiagnostic(diagnostic.ToDiagnostic()));

    /// <summary>Two files with the same name would stop the generator. The second function gets its own error.</summary>
    private static IEnumerable<FunctionModel> FirstOfEachName(ImmutableArray<FunctionModel> functions) =>
        functions.GroupBy(function => function.HintName, StringComparer.OrdinalIgnoreCase).Select(group => group.First());

    private static void AddSource(SourceProductionContext output, FunctionModel function, ProjectFacts project, StartupModel? startup)
    {
        var code = EntryPoint.Write(function, project, startup);
        output.AddSource(function.HintName, SourceText.From(code, Encoding.UTF8));
        output.ReportDiagnostic(
            Diagnostic.Create(PublishedDiagnostics.CodeGenerated, Location.None, function.HintName, "\n", code));
    }
}
