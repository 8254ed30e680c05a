using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ItemMapper;

/// <summary>
/// Writes <c>FromItem</c> and <c>ToItem</c> for each partial type with <c>[DynamoDBTable]</c>. They map as <c>DynamoDBContext</c> does,
/// without reflection. A type that they cannot map as the context does is an error.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class ItemMappingGenerator : IIncrementalGenerator
{
    internal static readonly DiagnosticDescriptor CannotMap = new(
        "ItemMapper0001",
        "The mapping without reflection does not support this entity",
        "{0}. Change the entity, or remove 'partial' and map it with DynamoDBContext.",
        "ItemMapper",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true);

    /// <inheritdoc />
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        context.RegisterPostInitializationOutput(static output =>
        {
            // An embedded type is invisible to other assemblies, so two assemblies that see each other's internal types can both have it.
            output.AddEmbeddedAttributeDefinition();
            output.AddSource("ItemValues.g.cs", SourceText.From(ItemValues(), Encoding.UTF8));
        });
        var mappings = context.SyntaxProvider.ForAttributeWithMetadataName(
            EntityReader.TableAttribute,
            static (node, _) => node is TypeDeclarationSyntax type && type.Modifiers.Any(SyntaxKind.PartialKeyword),
            static (found, _) => Mapping.Of((INamedTypeSymbol)found.TargetSymbol));
        context.RegisterSourceOutput(mappings, static (output, mapping) =>
        {
            if (mapping.Problem is { } problem)
                output.ReportDiagnostic(Diagnostic.Create(CannotMap, mapping.Place?.ToLocation(), problem));
            else
                output.AddSource(mapping.HintName, SourceText.From(mapping.Code, Encoding.UTF8));
        });
    }

    private static string ItemValues()
    {
        using var reader = new StreamReader(typeof(ItemMappingGenerator).Assembly.GetManifestResourceStream("ItemValues")!);
        return reader.ReadToEnd();
    }
}

/// <summary>The generated code of one entity, or the reason why there is none. It keeps no syntax tree in memory.</summary>
internal sealed record Mapping(string HintName, string Code, string? Problem, Place? Place)
{
    public static Mapping Of(INamedTypeSymbol type)
    {
        var hintName = $"{type.ToDisplayString()}.Item.g.cs";
        var entity = EntityReader.Read(type, out var problems);
        return problems.Count > 0
            ? new(hintName, "", string.Join("; ", problems), Place.Of(type.Locations[0]))
            : new(hintName, MappingWriter.Write(entity), null, null);
    }
}

/// <summary>A place in a source file.</summary>
internal sealed record Place(string Path, TextSpan Span, LinePositionSpan Lines)
{
    public static Place Of(Location location) => new(location.SourceTree?.FilePath ?? "", location.SourceSpan, location.GetLineSpan().Span);

    public Location ToLocation() => Location.Create(Path, Span, Lines);
}
