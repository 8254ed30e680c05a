using Amazon.Lambda.Annotations.SourceGenerator.Diagnostics;
using Amazon.Lambda.Annotations.SourceGenerator.Parsing;

using Microsoft.CodeAnalysis;

namespace Amazon.Lambda.Annotations.SourceGenerator.Checks;

/// <summary>Finds methods that have an event attribute but no [LambdaFunction]. Reports each method once.</summary>
internal static class MissingLambdaFunctionCheck
{
    public static DiagnosticInfo? Check(GeneratorAttributeSyntaxContext context, string attribute)
    {
        var method = context.TargetSymbol;
        if (method.Attribute(KnownNames.LambdaFunction) is not null)
            return null;

        var first = method.GetAttributes()
            .Select(candidate => KnownNames.EventAttributes.FirstOrDefault(name => candidate.AttributeClass.Is(name)))
            .First(name => name is not null);
        return first != attribute
            ? null
            : DiagnosticInfo.Create(
                PublishedDiagnostics.MissingLambdaFunction,
                LocationInfo.From(context.TargetNode.GetLocation()),
                SymbolExtensions.ShortAttributeName(attribute));
    }
}
