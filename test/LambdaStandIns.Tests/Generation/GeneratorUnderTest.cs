using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LambdaStandIns.Tests.Generation;

/// <summary>The source generator that this build uses: the stand-in, or the published one. The tests hold for both.</summary>
internal static class GeneratorUnderTest
{
    private const string GeneratorName = "Amazon.Lambda.Annotations.SourceGenerator";

    private static readonly Lazy<AnalyzerFileReference> Reference = new(Load);
    private static readonly Lazy<ImmutableArray<MetadataReference>> AllReferences = new(() =>
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) != "LambdaStandIns.Tests.dll")
            .Select(path => MetadataReference.CreateFromFile(path)),
    ]);

    public static bool IsStandIn { get; } = Metadata("LambdaPackages") == "standin";

    /// <summary>The symbol is the SDK's for this framework; the published generator's code asks for it.</summary>
    public static CSharpParseOptions ParseOptions { get; } = new(
        LanguageVersion.CSharp13, DocumentationMode.Diagnose, preprocessorSymbols: ["NET8_0_OR_GREATER"]);

    /// <summary>The framework's and the packages' assemblies.</summary>
    public static ImmutableArray<MetadataReference> References => AllReferences.Value;

    public static CSharpGeneratorDriver CreateDriver(bool trackSteps = false) => CSharpGeneratorDriver.Create(
        Reference.Value.GetGenerators(LanguageNames.CSharp),
        parseOptions: ParseOptions,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackSteps));

    /// <summary>Compiles sources with the generator; what it reports comes back, less the information about generated files.</summary>
    public static ImmutableArray<Diagnostic> Run(IEnumerable<(string Path, string Text)> sources, out Compilation output)
    {
        var trees = sources.Select(source => CSharpSyntaxTree.ParseText(source.Text, ParseOptions, source.Path));
        var compilation = CSharpCompilation.Create(
            "App", trees, References, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        CreateDriver().RunGeneratorsAndUpdateCompilation(compilation, out output, out var reported);
        return [.. reported.Where(diagnostic => diagnostic.Severity > DiagnosticSeverity.Info)];
    }

    private static AnalyzerFileReference Load()
    {
        var files = Metadata("Analyzers").Split('|').ToLookup(path => Path.GetFileNameWithoutExtension(path)!);
        var reference = new AnalyzerFileReference(files[GeneratorName].Single(), new Loader(files));
        reference.AnalyzerLoadFailed += (_, failure) => throw new InvalidOperationException(failure.Message, failure.Exception);
        return reference;
    }

    private static string Metadata(string key) =>
        typeof(GeneratorUnderTest).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == key).Value!;

    /// <summary>Gives the generator its own copies of what it needs, as the compiler does.</summary>
    private sealed class Loader(ILookup<string, string> files) : AssemblyLoadContext(GeneratorName), IAnalyzerAssemblyLoader
    {
        public Assembly LoadFromPath(string fullPath) => LoadFromAssemblyPath(fullPath);

        public void AddDependencyLocation(string fullPath)
        {
        }

        protected override Assembly? Load(AssemblyName assemblyName) =>
            files[assemblyName.Name!].FirstOrDefault() is { } path ? LoadFromAssemblyPath(path) : null;
    }
}
