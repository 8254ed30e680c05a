using Amazon.Lambda.Annotations.SourceGenerator.Diagnostics;
using Amazon.Lambda.Annotations.SourceGenerator.Models;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Amazon.Lambda.Annotations.SourceGenerator.Parsing;

/// <param name="Startup">Null if the class is not usable.</param>
/// <param name="Parts">The class declarations that the published generator counts: all parts of the type that have any attribute.</param>
/// <param name="Diagnostics">The problems of the class.</param>
internal sealed record ParsedStartup(StartupModel? Startup, EquatableArray<LocationInfo> Parts, EquatableArray<DiagnosticInfo> Diagnostics);

/// <summary>
/// Reads a startup class. As in the published generator, only the class declaration with the attribute counts, and only the name of
/// ConfigureHostBuilder counts. The stand-in warns about everything that the published generator ignores silently.
/// </summary>
internal static class StartupParser
{
    private const string Services = "ConfigureServices";
    private const string HostBuilder = "ConfigureHostBuilder";

    public static ParsedStartup Parse(GeneratorAttributeSyntaxContext context, CancellationToken cancellationToken)
    {
        var type = (INamedTypeSymbol)context.TargetSymbol;
        var location = LocationInfo.From(context.TargetNode.GetLocation());
        EquatableArray<LocationInfo> parts =
        [
            .. type.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax(cancellationToken))
                .Where(part => part is ClassDeclarationSyntax { AttributeLists.Count: > 0 })
                .Select(part => LocationInfo.From(part.GetLocation())),
        ];
        if (context.TargetNode is not ClassDeclarationSyntax declaration)
            return Ignored("it is not a class", "Declare it as a class.");

        var methods = declaration.Members.OfType<MethodDeclarationSyntax>()
            .Select(member => (Syntax: member, Symbol: context.SemanticModel.GetDeclaredSymbol(member, cancellationToken)!))
            .ToList();
        var services = methods.FirstOrDefault(method => method.Symbol.Name == Services
            && method.Symbol.Parameters.Length == 1
            && method.Symbol.Parameters[0].Type.Is(KnownNames.ServiceCollection));
        var hostBuilder = methods.FirstOrDefault(method => method.Symbol.Name == HostBuilder);
        var used = hostBuilder.Symbol ?? services.Symbol;
        if (used is null)
        {
            return Ignored(
                "the declaration with the attribute contains neither ConfigureServices(IServiceCollection) nor ConfigureHostBuilder()",
                "Add one of them to that declaration. Base classes and other parts do not count.");
        }

        List<DiagnosticInfo> diagnostics = [];
        if (services.Symbol is not null && hostBuilder.Symbol is not null)
        {
            diagnostics.Add(DiagnosticInfo.Create(
                PublishedDiagnostics.BothStartupForms,
                LocationInfo.From(services.Syntax.Identifier.GetLocation()),
                Services,
                HostBuilder));
        }

        if (hostBuilder.Symbol?.ReturnType.TypeKind == TypeKind.Dynamic)
            diagnostics.Add(DiagnosticInfo.Create(DifferenceDiagnostics.DynamicBuilder, location, type.Name));
        if (Obstacle(type, used, context.SemanticModel.Compilation) is { } obstacle)
        {
            diagnostics.Add(DiagnosticInfo.Create(
                DifferenceDiagnostics.UnusableStartup, location, type.Name, obstacle));
            return new ParsedStartup(null, parts, [.. diagnostics]);
        }

        var form = hostBuilder.Symbol is null ? StartupForm.ConfigureServices : StartupForm.ConfigureHostBuilder;
        return new ParsedStartup(new StartupModel(type.InCode(), form, [.. PrintedName.Of(type)]), parts, [.. diagnostics]);

        ParsedStartup Ignored(string reason, string advice) =>
            new(null, parts, [DiagnosticInfo.Create(DifferenceDiagnostics.StartupIgnored, location, type.Name, reason, advice)]);
    }

    private static string? Obstacle(INamedTypeSymbol type, IMethodSymbol method, Compilation compilation) =>
        type.IsStatic || type.IsGenericType || !Reach.CanBeCreated(type) ? "it cannot be created without arguments"
        : method.IsStatic ? $"{method.Name} is static"
        : !Reach.IsAccessible(method) ? $"{method.Name} is not accessible"
        : method.Name == HostBuilder && method.Parameters.Any(parameter => !parameter.IsOptional) ? $"{method.Name} has parameters"
        : method.Name == HostBuilder && BuildsNoHost(method.ReturnType, compilation)
            ? $"the Build method of the type that {method.Name} returns does not return an IHost"
        : null;

    private static bool BuildsNoHost(ITypeSymbol? builder, Compilation compilation)
    {
        IMethodSymbol? build = null;
        for (; builder is not null && build is null; builder = builder.BaseType)
        {
            build = builder.GetMembers("Build").OfType<IMethodSymbol>().FirstOrDefault(method =>
                !method.IsStatic && Reach.IsAccessible(method) && method.Parameters.All(parameter => parameter.IsOptional || parameter.IsParams));
        }

        return build is not null && compilation.GetTypeByMetadataName(KnownNames.Host) is { } host
            && !compilation.ClassifyCommonConversion(build.ReturnType, host).IsImplicit;
    }
}
