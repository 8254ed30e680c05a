using System.Collections.Immutable;

using Amazon.Lambda.Annotations.SourceGenerator.Diagnostics;
using Amazon.Lambda.Annotations.SourceGenerator.Models;
using Amazon.Lambda.Annotations.SourceGenerator.Parsing;
using Amazon.Lambda.Annotations.SourceGenerator.Template;

using Microsoft.CodeAnalysis;

namespace Amazon.Lambda.Annotations.SourceGenerator.Checks;

/// <summary>The checks that need all functions of the project.</summary>
internal static class ProjectChecks
{
    private static readonly string[] Runtimes = ["provided.al2", "provided.al2023", "dotnet8", "dotnet10"];

    public static EquatableArray<DiagnosticInfo> OfFunctions(
        ImmutableArray<ParsedFunction> parsed, ProjectFacts project, SourceFacts sources)
    {
        List<DiagnosticInfo> found = [];
        var functions = parsed.Where(function => function.Model is not null)
            .Select(function => (Model: function.Model!, function.Location))
            .ToList();

        if (project.Runtime is { } runtime && !Runtimes.Contains(runtime))
            found.Add(DiagnosticInfo.Create(PublishedDiagnostics.InvalidRuntime, null));
        if (sources is { ClassPaths.Count: 0, HasErrors: false } && functions.Count > 0)
            found.Add(DiagnosticInfo.Create(DifferenceDiagnostics.NoClass, functions[0].Location, functions[0].Model.ClassName));

        CheckAuthorizers(
            functions.Select(function => function.Model).ToList(),
            [.. parsed.Select(function => function.HttpApiAuthorizer).OfType<string>()],
            found);
        ReportPairs(functions, function => [function.HintName.ToUpperInvariant()], (first, second, location, _) => found.Add(
            DiagnosticInfo.Create(DifferenceDiagnostics.DuplicateName, location, Name(first), Name(second), second.GeneratedClassName)));
        ReportPairs(functions, function => [function.LogicalId], (first, second, location, id) =>
        {
            if (first.HintName != second.HintName)
                found.Add(DiagnosticInfo.Create(DifferenceDiagnostics.DuplicateResource, location, Name(first), Name(second), id));
        });
        ReportPairs(functions, Routes, (first, second, location, route) => found.Add(
            DiagnosticInfo.Create(DifferenceDiagnostics.DuplicateRoute, location, Name(first), Name(second), route)));
        return [.. found];
    }

    public static EquatableArray<DiagnosticInfo> OfStartups(ImmutableArray<ParsedStartup> startups)
    {
        var parts = startups.SelectMany(startup => startup.Parts).Distinct().ToList();
        return
        [
            .. parts.Where(_ => parts.Count > 1).Select(part => DiagnosticInfo.Create(PublishedDiagnostics.MultipleStartups, part)),
            .. startups.SelectMany(startup => startup.Diagnostics),
        ];
    }

    private static void CheckAuthorizers(List<FunctionModel> functions, string[] ofHttpApis, List<DiagnosticInfo> found)
    {
        var names = functions.Where(function => function.Authorizer is not null).Select(function => function.Authorizer!.Name).ToList();
        var twice = names.GroupBy(name => name).Where(group => group.Count() > 1).Select(group => group.Key).ToList();
        found.AddRange(twice.Select(name => DiagnosticInfo.Create(PublishedDiagnostics.DuplicateAuthorizer, null, name)));
        if (twice.Count > 0)
            return;

        var references = functions.SelectMany(function => function.Events.OfType<ApiEvent>()).Select(api => api.Authorizer);
        found.AddRange(references.OfType<string>().Where(reference => !names.Contains(reference)).Select(reference => DiagnosticInfo.Create(
            ofHttpApis.Contains(reference) ? PublishedDiagnostics.HttpApiAuthorizer : PublishedDiagnostics.UnknownAuthorizer, null, reference)));
    }

    private static IEnumerable<string> Routes(FunctionModel function) =>
        function.Events.OfType<ApiEvent>().Select(api => $"{api.Verb.ToUpperInvariant()} /{api.Path.TrimStart('/')}");

    private static string Name(FunctionModel function) => $"{function.Namespace}.{function.ClassName}.{function.MethodName}";

    /// <summary>Calls <paramref name="report"/> for each function that shares a key with an earlier function.</summary>
    private static void ReportPairs(
        List<(FunctionModel Model, LocationInfo Location)> functions,
        Func<FunctionModel, IEnumerable<string>> keysOf,
        Action<FunctionModel, FunctionModel, LocationInfo, string> report)
    {
        Dictionary<string, FunctionModel> first = [];
        foreach (var (function, location) in functions)
        {
            foreach (var key in keysOf(function))
            {
                if (first.TryGetValue(key, out var earlier))
                    report(earlier, function, location, key);
                else
                    first.Add(key, function);
            }
        }
    }
}
