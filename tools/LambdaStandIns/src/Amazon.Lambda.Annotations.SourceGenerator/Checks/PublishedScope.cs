using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Amazon.Lambda.Annotations.SourceGenerator.Checks;

/// <summary>Resolves names in a file that the published generator would write, with the name lookup rules of the compiler.</summary>
internal sealed class PublishedScope(Compilation compilation)
{
    private readonly Lazy<GlobalUsings> _usings = new(() => GlobalUsings.Of(compilation));

    /// <summary>The full name of the meaning of a name, or of all possible meanings. Null if there is none.</summary>
    /// <param name="space">The namespace of the generated class.</param>
    /// <param name="name">A name without dots.</param>
    /// <param name="arity">The number of its type arguments.</param>
    /// <param name="imports">The namespaces that the generated file itself imports.</param>
    public string? Meaning(string space, string name, int arity, IEnumerable<string> imports) =>
        Around(space).Select(level => Member(level, name, arity)).FirstOrDefault(found => found is not null)?.ToDisplayString()
        ?? (arity == 0 && _usings.Value.Aliases.TryGetValue(name, out var target) ? target.ToDisplayString() : null)
        ?? Imported(name, arity, imports);

    /// <summary>The full name of another method that the call may reach. Null if it can reach only the intended method.</summary>
    /// <param name="space">The namespace of the generated class.</param>
    /// <param name="call">The call.</param>
    /// <param name="imports">The namespaces that the generated file itself imports.</param>
    public string? Other(string space, ExtensionCall call, IEnumerable<string> imports)
    {
        if (DocumentationCommentId.GetFirstSymbolForReferenceId(call.Receiver, compilation) is not ITypeSymbol receiver)
            return null;

        return Around(space).Concat(Imports(imports))
            .SelectMany(place => place is INamedTypeSymbol type ? [type] : place.GetTypeMembers())
            .Where(type => type.MightContainExtensionMethods && type.ToDisplayString() != call.Home && IsVisible(type))
            .SelectMany(type => type.GetMembers(call.Name).OfType<IMethodSymbol>())
            .FirstOrDefault(method => Fits(method, receiver, call)) is { } found
            ? $"{found.ContainingType.ToDisplayString()}.{found.Name}"
            : null;
    }

    private bool Fits(IMethodSymbol method, ITypeSymbol receiver, ExtensionCall call) =>
        (call.Arity == 0 || method.Arity == call.Arity)
        && compilation.IsSymbolAccessibleWithin(method, compilation.Assembly)
        && method.ReduceExtensionMethod(receiver) is { Parameters: var parameters }
        && parameters.Count(parameter => !parameter.IsOptional && !parameter.IsParams) <= call.Arguments
        && (parameters.Length >= call.Arguments || parameters.Any(parameter => parameter.IsParams));

    /// <summary>The namespace and its enclosing namespaces from the inside out. The global namespace is last.</summary>
    private Stack<INamespaceSymbol> Around(string space)
    {
        Stack<INamespaceSymbol> levels = new([compilation.GlobalNamespace]);
        foreach (var part in space.Split('.').Select(part => part.TrimStart('@')))
        {
            if (Inner(levels.Peek(), part) is { } level)
                levels.Push(level);
        }

        return levels;
    }

    private ISymbol? Member(INamespaceSymbol space, string name, int arity) =>
        (arity == 0 ? Inner(space, name) : null)
        ?? (ISymbol?)space.GetTypeMembers(name, arity).FirstOrDefault(IsVisible);

    private string? Imported(string name, int arity, IEnumerable<string> imports)
    {
        var found = Imports(imports).SelectMany(place => place.GetTypeMembers(name, arity)).Where(IsVisible)
            .Select(type => type.ToDisplayString()).Distinct().ToList();
        return found.Count == 0 ? null : string.Join(" or ", found);
    }

    private IEnumerable<INamespaceOrTypeSymbol> Imports(IEnumerable<string> imports) =>
        imports.Select(import => import.Split('.').Aggregate((INamespaceSymbol?)compilation.GlobalNamespace, Inner))
            .OfType<INamespaceOrTypeSymbol>()
            .Concat(_usings.Value.Imports);

    private static INamespaceSymbol? Inner(INamespaceSymbol? space, string name) =>
        space?.GetMembers(name).OfType<INamespaceSymbol>().FirstOrDefault();

    private bool IsVisible(INamedTypeSymbol type) => !type.IsFileLocal && compilation.IsSymbolAccessibleWithin(type, compilation.Assembly);

    /// <summary>The <c>global using</c> directives of the project. They also apply to generated files.</summary>
    private sealed record GlobalUsings(
        IReadOnlyDictionary<string, INamespaceOrTypeSymbol> Aliases, IReadOnlyList<INamespaceOrTypeSymbol> Imports)
    {
        public static GlobalUsings Of(Compilation compilation)
        {
            Dictionary<string, INamespaceOrTypeSymbol> aliases = [];
            List<INamespaceOrTypeSymbol> imports = [];
            foreach (var tree in compilation.SyntaxTrees)
            {
                var directives = ((CompilationUnitSyntax)tree.GetRoot()).Usings.Where(directive => directive.GlobalKeyword != default).ToList();
                var model = directives.Count == 0 ? null : compilation.GetSemanticModel(tree);
                foreach (var directive in directives)
                {
                    if (model!.GetSymbolInfo(directive.NamespaceOrType).Symbol is not INamespaceOrTypeSymbol target)
                        continue;
                    if (directive.Alias is { } alias)
                        aliases[alias.Name.Identifier.ValueText] = target;
                    else
                        imports.Add(target);
                }
            }

            return new GlobalUsings(aliases, imports);
        }
    }
}
