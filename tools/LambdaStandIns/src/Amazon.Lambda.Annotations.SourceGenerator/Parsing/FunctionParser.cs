using Amazon.Lambda.Annotations.SourceGenerator.Diagnostics;
using Amazon.Lambda.Annotations.SourceGenerator.Models;
using Amazon.Lambda.Annotations.SourceGenerator.Template;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Amazon.Lambda.Annotations.SourceGenerator.Parsing;

/// <param name="Model">Null if the kind of the method is unknown.</param>
/// <param name="Location">The method's declaration with its attributes.</param>
/// <param name="Diagnostics">The diagnostics that do not depend on the rest of the project.</param>
internal sealed record ParsedFunction(FunctionModel? Model, LocationInfo Location, EquatableArray<DiagnosticInfo> Diagnostics)
{
    /// <summary>False if the method has an event attribute that the stand-in does not cover. The compiler reports it.</summary>
    public bool IsCovered { get; init; } = true;

    /// <summary>The authorizer name of the function, if it is an authorizer for HTTP APIs, which are not covered.</summary>
    public string? HttpApiAuthorizer { get; init; }
}

/// <summary>Turns an annotated method into its model.</summary>
internal static class FunctionParser
{
    private const string InstanceMethodAdvice = "Make it an accessible, non-generic instance method.";

    public static ParsedFunction Parse(GeneratorAttributeSyntaxContext context, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var method = (IMethodSymbol)context.TargetSymbol;
        var location = LocationInfo.From(context.TargetNode.GetLocation());
        List<DiagnosticInfo> diagnostics = [];

        var resource = Resource(context.Attributes[0]);
        var uncovered = KnownNames.UncoveredEventAttributes.FirstOrDefault(name => method.Attribute(name) is not null);
        if (uncovered is not null)
        {
            return new ParsedFunction(null, location, [])
            {
                IsCovered = false,
                HttpApiAuthorizer = uncovered == KnownNames.HttpApiAuthorizer ? resource.Name ?? method.Name : null,
            };
        }

        ReportDerivedAttributes(method, Report);
        if (HasAttributesOnBothParts(method))
            Report(DifferenceDiagnostics.TwoParts, method.Name);
        var eventAttributes = method.GetAttributes()
            .Where(attribute => KnownNames.EventAttributes.Any(name => attribute.AttributeClass.Is(name)))
            .ToList();
        if (eventAttributes.Select(attribute => attribute.AttributeClass!.Name).Distinct().Count() > 1)
        {
            Report(PublishedDiagnostics.MultipleEvents);
            return new ParsedFunction(null, location, [.. diagnostics]);
        }

        if (!Enum.IsDefined(typeof(PackageType), resource.PackageType))
            Report(TemplateDiagnostics.Failed, $"The PackageType of '{method.Name}' is {(int)resource.PackageType}. Write Zip or Image.");
        ReportObstacles(method, Report);
        var kind = KindOf(eventAttributes);
        ReportMisplacedResults(method, kind, Report);
        var events = EventParser.Parse(method, eventAttributes, Report);
        var result = ReturnParser.Parse(method, kind, Report);
        var authorizer = kind == FunctionKind.Authorizer ? Authorizer(method, resource, eventAttributes[0]) : null;
        if (kind == FunctionKind.Authorizer && result.Kind == ReturnKind.Nothing)
            Report(DifferenceDiagnostics.Unusable, method.Name, "it is an authorizer and returns nothing", "Return an IAuthorizerResult.");

        var parser = new ParameterParser(context.SemanticModel.Compilation, method, Report);
        var parameters = kind switch
        {
            FunctionKind.RestApi => parser.OfApi(events.OfType<ApiEvent>().First().Path),
            FunctionKind.Authorizer => parser.OfAuthorizer(authorizer!),
            _ => parser.OfPlainFunction(),
        };
        var serializer = method.Serializer();
        var model = new FunctionModel(
            method.ContainingNamespace.InCode(),
            method.ContainingType.Name,
            method.ContainingType.InCode(),
            method.Name,
            kind,
            result,
            parameters,
            serializer?.InCode(),
            resource,
            events,
            authorizer,
            NeedsStartup(method.ContainingType, parameters),
            [.. PrintedTypes(method, kind, serializer).SelectMany(PrintedName.Of).Distinct()]);
        if (!ResourceNames.IsValid(model.LogicalId))
            Report(PublishedDiagnostics.InvalidResourceName);
        if (parser.Refusal is { } refusal && !diagnostics.Any(diagnostic => diagnostic.IsError))
            Report(PublishedDiagnostics.Refused, refusal);
        return new ParsedFunction(model, location, [.. diagnostics]);

        void Report(DiagnosticDescriptor descriptor, params string[] arguments) =>
            diagnostics.Add(DiagnosticInfo.Create(descriptor, location, arguments));
    }

    private static bool HasAttributesOnBothParts(IMethodSymbol method) =>
        new[] { method.PartialDefinitionPart ?? method, method.PartialImplementationPart ?? method }
            .SelectMany(part => part.DeclaringSyntaxReferences)
            .Select(reference => reference.GetSyntax())
            .Distinct()
            .Count(part => part is MethodDeclarationSyntax { AttributeLists.Count: > 0 }) > 1;

    private static FunctionKind KindOf(List<AttributeData> eventAttributes)
    {
        var attribute = eventAttributes.FirstOrDefault()?.AttributeClass;
        return attribute.Is(KnownNames.RestApi) ? FunctionKind.RestApi
            : attribute.Is(KnownNames.RestApiAuthorizer) ? FunctionKind.Authorizer
            : FunctionKind.Plain;
    }

    private static FunctionResource Resource(AttributeData attribute) => new(
        attribute.Named<string>("ResourceName"),
        attribute.Named<uint>("Timeout"),
        attribute.Named<uint>("MemorySize"),
        attribute.Named<string>("Role"),
        attribute.Named<string>("Policies"),
        (PackageType)attribute.Named<int>("PackageType"));

    private static AuthorizerModel Authorizer(IMethodSymbol method, FunctionResource resource, AttributeData attribute) => new(
        resource.Name ?? method.Name,
        attribute.Named<string>("IdentityHeader") ?? "Authorization",
        (AuthorizerType)attribute.Named<int>("Type"),
        attribute.Named<int>("ResultTtlInSeconds"));

    private static void ReportDerivedAttributes(IMethodSymbol method, Reporter report)
    {
        foreach (var type in method.GetAttributes().Select(attribute => attribute.AttributeClass))
        {
            for (var ancestor = type?.BaseType; ancestor is not null; ancestor = ancestor.BaseType)
            {
                if (KnownNames.EventAttributes.FirstOrDefault(name => ancestor.Is(name)) is { } known)
                {
                    report(
                        DifferenceDiagnostics.DerivedAttribute,
                        SymbolExtensions.ShortAttributeName(type!.Name), method.Name, SymbolExtensions.ShortAttributeName(known));
                }
            }
        }
    }

    private static void ReportMisplacedResults(IMethodSymbol method, FunctionKind kind, Reporter report)
    {
        var result = ReturnParser.Awaited(method.ReturnType);
        if (kind != FunctionKind.RestApi && result.Is(KnownNames.HttpResult))
            report(PublishedDiagnostics.HttpResultOutsideApi);
        if (kind != FunctionKind.Authorizer && result.Is(KnownNames.AuthorizerResult))
            report(PublishedDiagnostics.AuthorizerResultOutsideAuthorizer);
    }

    private static void ReportObstacles(IMethodSymbol method, Reporter report)
    {
        var type = method.ContainingType;
        var (obstacle, advice) =
            type.ContainingNamespace.IsGlobalNamespace ? ("its class is in no namespace", "Put the class into a namespace.")
            : type.ContainingType is not null ? ("its class is nested in another class", "Move the class out of the other class.")
            : type.IsGenericType ? ("its class is generic", "Make the class non-generic.")
            : method.IsStatic || type.IsStatic ? ("it is static", InstanceMethodAdvice)
            : method.IsGenericMethod ? ("it is generic", InstanceMethodAdvice)
            : !Reach.IsAccessible(method) ? ("it is not accessible", InstanceMethodAdvice)
            : method.Parameters.Any(parameter => parameter.RefKind is RefKind.Ref or RefKind.Out)
                ? ("a parameter is passed by reference", "Pass it by value.")
            : default;
        if (obstacle is not null)
            report(DifferenceDiagnostics.Unusable, method.Name, obstacle, advice);
    }

    private static IEnumerable<ITypeSymbol> PrintedTypes(IMethodSymbol method, FunctionKind kind, ITypeSymbol? serializer)
    {
        var types = method.Parameters.Select(parameter => parameter.Type);
        if (kind != FunctionKind.RestApi)
            types = types.Append(method.ReturnType);
        return serializer is null ? types : types.Append(serializer);
    }

    private static string? NeedsStartup(INamedTypeSymbol type, EquatableArray<ParameterModel> parameters) =>
        !Reach.CanBeCreated(type) ? "its class cannot be created without arguments and there is no usable [LambdaStartup]"
        : parameters.Any(parameter => parameter.Source == ParameterSource.Service)
            ? "it has a [FromServices] parameter and there is no usable [LambdaStartup]"
        : null;
}
