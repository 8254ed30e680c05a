using Amazon.Lambda.Annotations;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.CloudWatchEvents.ScheduledEvents;
using Amazon.Lambda.Core;
using Amazon.Lambda.DynamoDBEvents;
using Amazon.Lambda.Serialization.SystemTextJson;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LambdaStandIns.Tests.Runtime;

/// <summary>A small program that is compiled against the packages under test, without the source generator.</summary>
internal sealed class Compiled
{
    private static readonly string[] Packages =
    [
        .. new[]
        {
            typeof(LambdaFunctionAttribute), typeof(APIGatewayProxyRequest), typeof(ScheduledEvent), typeof(ILambdaContext),
            typeof(DynamoDBEvent), typeof(DefaultLambdaJsonSerializer),
        }.Select(type => type.Assembly.Location),
    ];

    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Concat(Packages)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private readonly CSharpCompilation _compilation;

    private Compiled(CSharpCompilation compilation) => _compilation = compilation;

    public IEnumerable<Diagnostic> Errors =>
        _compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

    public static Compiled From(string source) => new(CSharpCompilation.Create(
        "Program", [CSharpSyntaxTree.ParseText(source)], References, new CSharpCompilationOptions(OutputKind.ConsoleApplication)));

    /// <summary>Writes the program so that <c>dotnet</c> can run it, and returns its path.</summary>
    public string Write(string folder)
    {
        var program = Path.Combine(folder, "Program.dll");
        var emitted = _compilation.Emit(program);
        Assert.True(emitted.Success, string.Join(Environment.NewLine, emitted.Diagnostics));
        File.WriteAllText(
            Path.ChangeExtension(program, ".runtimeconfig.json"),
            $$"""{ "runtimeOptions": { "framework": { "name": "Microsoft.NETCore.App", "version": "{{Environment.Version}}" } } }""");
        foreach (var package in Packages)
        {
            File.Copy(package, Path.Combine(folder, Path.GetFileName(package)));
        }

        return program;
    }
}
