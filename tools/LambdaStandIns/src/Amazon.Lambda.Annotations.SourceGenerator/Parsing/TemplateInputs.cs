using System.Collections.Immutable;

using Amazon.Lambda.Annotations.SourceGenerator.Models;
using Amazon.Lambda.Annotations.SourceGenerator.Template;

using Microsoft.CodeAnalysis.Diagnostics;

namespace Amazon.Lambda.Annotations.SourceGenerator.Parsing;

/// <summary>Converts the functions of a project without errors to the required content of its template.</summary>
internal static class TemplateInputs
{
    /// <summary>Null in a design-time build, which must not write the template, and if no class determines the project folder.</summary>
    public static TemplateInput? From(
        ImmutableArray<FunctionModel> functions, ProjectFacts project, SourceFacts sources, AnalyzerConfigOptions options)
    {
        var isDesignTimeBuild = options.TryGetValue("lambda_stand_ins.design_time_build", out var value) && value == "true";
        if (isDesignTimeBuild || sources.ClassPaths.Count == 0)
            return null;

        return new TemplateInput(
            sources.ClassPaths,
            project.Runtime ?? RuntimeOf(options),
            [.. functions.Select(function => Function(function, project))],
            [.. functions.Where(function => function.Authorizer is not null).Select(Authorizer)]);
    }

    private static string RuntimeOf(AnalyzerConfigOptions options) =>
        options.TryGetValue("build_property.TargetFramework", out var framework) && framework == "net8.0" ? "dotnet8" : "dotnet10";

    private static TemplateFunction Function(FunctionModel function, ProjectFacts project) => new(
        function.LogicalId,
        function.HandlerIn(project.AssemblyName),
        function.Resource.PackageType,
        function.Resource.Timeout,
        function.Resource.MemorySize,
        function.Resource.Role,
        function.Resource.Policies,
        function.Events);

    private static TemplateAuthorizer Authorizer(FunctionModel function) => new(
        function.Authorizer!.Name,
        function.LogicalId,
        function.Authorizer.IdentityHeader,
        function.Authorizer.Type,
        function.Authorizer.ResultTtlInSeconds);
}
