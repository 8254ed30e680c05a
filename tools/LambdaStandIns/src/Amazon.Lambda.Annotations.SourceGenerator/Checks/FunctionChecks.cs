using Amazon.Lambda.Annotations.SourceGenerator.Diagnostics;
using Amazon.Lambda.Annotations.SourceGenerator.Models;
using Amazon.Lambda.Annotations.SourceGenerator.Parsing;
using Amazon.Lambda.Annotations.SourceGenerator.Template;

using Microsoft.CodeAnalysis;

namespace Amazon.Lambda.Annotations.SourceGenerator.Checks;

/// <summary>The checks of one function that need the project's startup class, serializer and references.</summary>
internal static class FunctionChecks
{
    private const int LongestHandler = 127;
    private const int LongestTtlInSeconds = 3600;

    public static ParsedFunction Complete(ParsedFunction parsed, ProjectFacts project, StartupModel? startup)
    {
        if (parsed.Model is not { } function)
            return parsed;

        List<DiagnosticInfo> found = [];
        foreach (var package in PackagesFor(function).Where(package => !project.LambdaReferences.Contains(package)))
            Report(PublishedDiagnostics.MissingPackage, package);
        if (function.Serializer is null && project.Serializer is null)
            Report(PublishedDiagnostics.MissingSerializer);

        var handler = function.HandlerIn(project.AssemblyName);
        if (function.Resource.PackageType == PackageType.Zip && handler.Length > LongestHandler)
            Report(PublishedDiagnostics.HandlerTooLong, handler);
        if (function.Authorizer is { ResultTtlInSeconds: < 0 or > LongestTtlInSeconds } authorizer)
            found.Add(DiagnosticInfo.Create(PublishedDiagnostics.InvalidAuthorizerTtl, null, $"{authorizer.ResultTtlInSeconds}"));

        var isUsable = parsed.Diagnostics.All(diagnostic => diagnostic.Descriptor != DifferenceDiagnostics.Unusable);
        if (isUsable && startup is null && function.NeedsStartup is { } need)
            Report(DifferenceDiagnostics.Unusable, function.MethodName, need, "Add a [LambdaStartup] class with ConfigureServices.");
        foreach (var (what, name) in NameCollisions.In(function, startup))
            Report(DifferenceDiagnostics.NameCollision, what, name, function.MethodName);

        return found.Count == 0 ? parsed : parsed with { Diagnostics = [.. parsed.Diagnostics, .. found] };

        void Report(DiagnosticDescriptor descriptor, params string[] arguments) =>
            found.Add(DiagnosticInfo.Create(descriptor, parsed.Location, arguments));
    }

    private static IEnumerable<string> PackagesFor(FunctionModel function)
    {
        if (function.Kind is FunctionKind.RestApi or FunctionKind.Authorizer)
            yield return "Amazon.Lambda.APIGatewayEvents";
        if (function.Events.OfType<DynamoDBStreamEvent>().Any())
            yield return "Amazon.Lambda.DynamoDBEvents";
        if (function.Events.OfType<ScheduleEvent>().Any())
            yield return "Amazon.Lambda.CloudWatchEvents";
    }
}
