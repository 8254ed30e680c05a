using LocalHost;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LambdaCrud.IntegrationTests;

/// <summary>The C# files of the repository, parsed.</summary>
internal static class SourceCode
{
    private static readonly Lazy<IReadOnlyList<SyntaxNode>> OfApplication = new(() => [.. Parse("src")]);

    private static readonly Lazy<IReadOnlyList<SyntaxNode>> OfAll = new(() => [.. OfApplication.Value, .. Parse("test"), .. Parse("tools")]);

    /// <summary>The files of the deployed application.</summary>
    public static IReadOnlyList<SyntaxNode> Application => OfApplication.Value;

    public static IReadOnlyList<SyntaxNode> All => OfAll.Value;

    /// <summary>File and line, such as <c>src/Notes/Note.cs:7</c>.</summary>
    public static string Place(SyntaxNode node) =>
        $"{node.SyntaxTree.FilePath}:{node.GetLocation().GetLineSpan().StartLinePosition.Line + 1}";

    private static IEnumerable<SyntaxNode> Parse(string folder) =>
        from path in Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories)
        let relative = Path.GetRelativePath(Repository.Root, path).Replace('\\', '/')
        where !relative.Split('/').Any(part => part is "bin" or "obj")
        orderby relative
        select CSharpSyntaxTree.ParseText(File.ReadAllText(path), new(LanguageVersion.Preview), relative).GetRoot();
}
