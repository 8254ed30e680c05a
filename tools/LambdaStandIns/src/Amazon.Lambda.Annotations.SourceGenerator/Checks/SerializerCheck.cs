using Amazon.Lambda.Annotations.SourceGenerator.Diagnostics;
using Amazon.Lambda.Annotations.SourceGenerator.Parsing;

using Microsoft.CodeAnalysis;

namespace Amazon.Lambda.Annotations.SourceGenerator.Checks;

/// <summary>
/// Finds serializers whose own methods do not implement ILambdaSerializer. Code of the published generator calls the methods of the class.
/// Code of the stand-in calls the methods of the interface.
/// </summary>
internal static class SerializerCheck
{
    private static readonly string[] Methods = ["Deserialize", "Serialize"];

    public static DiagnosticInfo? Check(GeneratorAttributeSyntaxContext context, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (context.TargetSymbol is IMethodSymbol method && method.Attribute(KnownNames.LambdaFunction) is null)
            return null;
        var attribute = context.Attributes[0];
        if (attribute.ConstructorArguments.FirstOrDefault().Value is not INamedTypeSymbol type || type.TypeKind == TypeKind.Interface)
            return null;

        var contract = type.AllInterfaces.FirstOrDefault(candidate => candidate.Is(KnownNames.LambdaSerializerContract));
        var other = contract is null ? null : Methods.FirstOrDefault(name => !IsTheOnlyOne(type, contract, name));
        return other is null || attribute.ApplicationSyntaxReference is not { } syntax
            ? null
            : DiagnosticInfo.Create(
                DifferenceDiagnostics.SerializerMethods,
                LocationInfo.From(syntax.GetSyntax(cancellationToken).GetLocation()),
                type.Name, other);
    }

    /// <summary>Whether the class has exactly one method with that name, and this method implements the interface.</summary>
    private static bool IsTheOnlyOne(INamedTypeSymbol type, INamedTypeSymbol contract, string name)
    {
        List<IMethodSymbol> named = [];
        for (INamedTypeSymbol? level = type; level is not null; level = level.BaseType)
            named.AddRange(level.GetMembers(name).OfType<IMethodSymbol>().Where(candidate => !candidate.IsOverride && Reach.IsAccessible(candidate)));
        if (named.Count != 1 || type.FindImplementationForInterfaceMember(contract.GetMembers(name).Single()) is not IMethodSymbol implementation)
            return false;
        while (implementation.OverriddenMethod is { } overridden)
            implementation = overridden;
        return SymbolEqualityComparer.Default.Equals(named[0], implementation);
    }
}
