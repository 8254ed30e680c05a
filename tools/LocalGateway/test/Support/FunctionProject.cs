using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;
using Amazon.Lambda.Serialization.SystemTextJson;
using LocalGateway.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LocalGateway.Tests.Support;

/// <summary>The output folder of a project. A test can build it several times. Disposing deletes the folder.</summary>
internal sealed class FunctionProject : IDisposable
{
    private static readonly string[] Packages =
    [
        .. new[] { typeof(APIGatewayProxyRequest), typeof(ILambdaContext), typeof(DefaultLambdaJsonSerializer) }
            .Select(type => type.Assembly.Location),
    ];

    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Concat(Packages)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("function-project-");

    public FunctionProject() => AddPackages();

    public string Folder => _folder.FullName;

    public string PathOf(string assembly) => Path.Combine(Folder, assembly + ".dll");

    /// <param name="type">A class of the assembly Shop with a method Handle.</param>
    public LambdaFunction Function(string type) =>
        new() { LogicalId = type, FunctionName = type, CodePath = Folder, Handler = $"Shop::{type}::Handle" };

    /// <summary>Compiles with the packages of a function. The same sources give the same bytes.</summary>
    /// <param name="assembly">The assembly's name.</param>
    /// <param name="source">The C# source.</param>
    /// <param name="references">Referenced assemblies.</param>
    public static byte[] Compile(string assembly, string source, params byte[][] references)
    {
        const string Shared = """
            global using System;
            global using System.Text.Json;
            global using System.Threading.Tasks;
            global using Amazon.Lambda.APIGatewayEvents;
            [assembly: Amazon.Lambda.Core.LambdaSerializer(typeof(Amazon.Lambda.Serialization.SystemTextJson.DefaultLambdaJsonSerializer))]
            """;
        return Compile(assembly, [Shared, source], OutputKind.DynamicallyLinkedLibrary, references);
    }

    /// <summary>Builds an executable assembly, with the file that names its framework. The Main is at the top level of the source.</summary>
    public void BuildProgram(string assembly, string source)
    {
        Write(assembly, Compile(assembly, [source], OutputKind.ConsoleApplication));
        const string Settings = """
            {
              "runtimeOptions": {
                "framework": { "name": "Microsoft.NETCore.App", "version": "10.0.0" },
                "configProperties": { "System.Globalization.Invariant": true }
              }
            }
            """;
        WriteText(assembly + ".runtimeconfig.json", Settings);
    }

    private static byte[] Compile(string assembly, string[] sources, OutputKind kind, params byte[][] references)
    {
        var compilation = CSharpCompilation.Create(
            assembly,
            sources.Select(source => CSharpSyntaxTree.ParseText(source)),
            [.. References, .. references.Select(image => MetadataReference.CreateFromImage(image))],
            new CSharpCompilationOptions(kind, deterministic: true));
        using var image = new MemoryStream();
        var emitted = compilation.Emit(image);
        Assert.True(emitted.Success, string.Join(Environment.NewLine, emitted.Diagnostics));
        return image.ToArray();
    }

    public void WriteText(string file, string text) => File.WriteAllText(Path.Combine(Folder, file), text);

    public void Write(string assembly, byte[] image) => File.WriteAllBytes(PathOf(assembly), image);

    public byte[] Build(string assembly, string source, params byte[][] references)
    {
        var image = Compile(assembly, source, references);
        Write(assembly, image);
        return image;
    }

    /// <summary>Deletes the build and its folder.</summary>
    public void Delete() => _folder.Delete(recursive: true);

    public void Recreate()
    {
        _folder.Create();
        AddPackages();
    }

    public void Dispose() => Delete();

    private void AddPackages()
    {
        foreach (var package in Packages)
            File.Copy(package, Path.Combine(Folder, Path.GetFileName(package)));
    }
}
