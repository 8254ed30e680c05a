using Amazon.Lambda.Annotations.SourceGenerator.Diagnostics;
using Amazon.Lambda.Annotations.SourceGenerator.Parsing;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Amazon.Lambda.Annotations.SourceGenerator.Checks;

/// <summary>Finds user loggers that would end the process at the first message with arguments.</summary>
internal static class LoggerCheck
{
    /// <summary>Whether the node is a class whose base list names the interface. It must be cheap: it runs for every node.</summary>
    public static bool IsCandidate(SyntaxNode node, CancellationToken cancellationToken) =>
        node is ClassDeclarationSyntax { BaseList.Types: var types }
        && types.Any(type => type.Type is IdentifierNameSyntax { Identifier.ValueText: "ILambdaLogger" }
            or QualifiedNameSyntax { Right.Identifier.ValueText: "ILambdaLogger" });

    public static DiagnosticInfo? Check(GeneratorSyntaxContext context, CancellationToken cancellationToken)
    {
        var declaration = (ClassDeclarationSyntax)context.Node;
        if (context.SemanticModel.GetDeclaredSymbol(declaration, cancellationToken) is not { IsAbstract: false } type)
            return null;

        var withArguments = type.AllInterfaces.FirstOrDefault(contract => contract.Is(KnownNames.LambdaLogger))?
            .GetMembers("Log").OfType<IMethodSymbol>()
            .FirstOrDefault(method => method.Parameters is { Length: 3 } parameters
                && parameters[0].Type.IsString() && parameters[1].Type.IsString() && parameters[2].IsParams);
        if (withArguments is null)
            return null;

        var implementation = type.FindImplementationForInterfaceMember(withArguments);
        return implementation is { ContainingType.TypeKind: TypeKind.Class }
            ? null
            : DiagnosticInfo.Create(
                DifferenceDiagnostics.LoggerWithoutArguments,
                LocationInfo.From(declaration.Identifier.GetLocation()),
                type.Name);
    }
}
