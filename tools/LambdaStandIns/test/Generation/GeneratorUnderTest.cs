using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LambdaStandIns.Tests.Generation;

/// <summary>The source generator that this build uses: the stand-in or the published one. The tests are valid for both.</summary>
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

    public static bool IsStandIn { get; } = StandInOnly.SkipReason is null;

    /// <summary>The SDK defines this symbol for the framework. Code of the published generator uses it.</summary>
    public static CSharpParseOptions ParseOptions { get; } = new(
        LanguageVersion.CSharp13, DocumentationMode.Diagnose, preprocessorSymbols: ["NET8_0_OR_GREATER"]);

    /// <summary>The assemblies of the framework and of the packages.</summary>
    public static ImmutableArray<MetadataReference> References => AllReferences.Value;

    public static CSharpGeneratorDriver CreateDriver(bool trackSteps = false, params (string Key, string Value)[] options) =>
        CSharpGeneratorDriver.Create(
            Reference.Value.GetGenerators(LanguageNames.CSharp),
            parseOptions: ParseOptions,
            optionsProvider: new BuildOptions(options.ToImmutableDictionary(option => option.Key, option => option.Value)),
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackSteps));

    /// <summary>Compiles sources with the generator and returns its diagnostics, without the information about generated files.</summary>
    /// <param name="sources">The files of the project.</param>
    /// <param name="output">The compilation with the sources and the generated files.</param>
    /// <param name="options">The options that MSBuild passes to analyzers, such as <c>build_property.TargetFramework</c>.</param>
    public static ImmutableArray<Diagnostic> Run(
        IEnumerable<(string Path, string Text)> sources, out Compilation output, params (string Key, string Value)[] options)
    {
        var trees = sources.Select(source => CSharpSyntaxTree.ParseText(source.Text, ParseOptions, source.Path));
        var compilation = CSharpCompilation.Create(
            "App", trees, References, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        CreateDriver(options: options).RunGeneratorsAndUpdateCompilation(compilation, out output, out var reported);
        return [.. reported.Where(diagnostic => diagnostic.Severity > DiagnosticSeverity.Info)];
    }

    private static AnalyzerFileReference Load()
    {
        var analyzers = typeof(GeneratorUnderTest).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(metadata => metadata.Key == "Analyzers").Value!;
        var files = analyzers.Split('|').ToLookup(path => Path.GetFileNameWithoutExtension(path)!);
        var reference = new AnalyzerFileReference(files[GeneratorName].Single(), new Loader(files));
        reference.AnalyzerLoadFailed += (_, failure) => throw new InvalidOperationException(failure.Message, failure.Exception);
        return reference;
    }

    private sealed class BuildOptions(ImmutableDictionary<string, string> values) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Options(values);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;

        private sealed class Options(ImmutableDictionary<string, string> values) : AnalyzerConfigOptions
        {
            public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value) => values.TryGetValue(key, out value);
        }
    }

    /// <summary>Loads separate copies of the dependencies for the generator, as the compiler does.</summary>
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
