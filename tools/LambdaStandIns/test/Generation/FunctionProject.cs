using System.Collections.Immutable;
using System.Reflection;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;
using Amazon.Lambda.TestUtilities;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LambdaStandIns.Tests.Generation;

/// <summary>A small project named App that is compiled with the generator under test. Its generated entry points can be called.</summary>
internal sealed class FunctionProject
{
    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading.Tasks;
        global using Amazon.Lambda.Annotations;
        global using Amazon.Lambda.Annotations.APIGateway;
        global using Amazon.Lambda.Annotations.DynamoDB;
        global using Amazon.Lambda.Annotations.Schedule;
        global using Amazon.Lambda.APIGatewayEvents;
        global using Amazon.Lambda.CloudWatchEvents.ScheduledEvents;
        global using Amazon.Lambda.Core;
        global using Amazon.Lambda.DynamoDBEvents;
        global using Amazon.Lambda.Serialization.SystemTextJson;
        global using Microsoft.Extensions.DependencyInjection;
        """;

    private const string Serializer = "[assembly: LambdaSerializer(typeof(DefaultLambdaJsonSerializer))]";

    private readonly Lazy<Assembly> _assembly;
    private readonly Compilation _output;

    private FunctionProject(Compilation output, ImmutableArray<Diagnostic> diagnostics, ImmutableArray<GeneratedSourceResult> sources)
    {
        _output = output;
        _assembly = new Lazy<Assembly>(Emit);
        Diagnostics = [.. diagnostics.Where(diagnostic => diagnostic.Id != "AWSLambda0103")];
        Information = [.. diagnostics.Where(diagnostic => diagnostic.Id == "AWSLambda0103")];
        Sources = sources.ToDictionary(source => source.HintName, source => source.SourceText.ToString());
    }

    /// <summary>The diagnostics of the generator, without the information about its files.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; }

    public ImmutableArray<Diagnostic> Information { get; }

    /// <summary>The generated files by name.</summary>
    public IReadOnlyDictionary<string, string> Sources { get; }

    /// <summary>The compiler diagnostics of the whole project, including generated code.</summary>
    public ImmutableArray<Diagnostic> CompilerDiagnostics => _output.GetDiagnostics();

    /// <summary>A project with one class, Shop.Store, that has these members.</summary>
    public static FunctionProject WithMembers(string members, string others = "") =>
        WithFiles($"namespace Shop;\n{others}\npublic class Store\n{{\n{members}\n}}");

    public static FunctionProject WithFiles(params string[] files) => Create(files);

    public static FunctionProject WithoutSerializer(params string[] files) => Create(files, globals: Usings);

    public static FunctionProject WithoutReference(string assembly, string file) => Create(
        [file],
        references: [.. GeneratorUnderTest.References.Where(reference => Path.GetFileName(reference.Display) != $"{assembly}.dll")],
        globals: $"global using Amazon.Lambda.Annotations; {Serializer.Replace("LambdaSerializer(typeof(", "Amazon.Lambda.Core.LambdaSerializer(typeof(Amazon.Lambda.Serialization.SystemTextJson.", StringComparison.Ordinal)}");

    private static FunctionProject Create(
        string[] files, ImmutableArray<MetadataReference>? references = null, string globals = $"{Usings}\n{Serializer}")
    {
        // The published generator looks for a project file above a source file on disk.
        var folder = Directory.CreateTempSubdirectory("functions-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "App.csproj"), "<Project />");
            var sources = files.Select((text, index) => (Path: Path.Combine(folder, $"File{index}.cs"), Text: text)).ToList();
            sources.ForEach(source => File.WriteAllText(source.Path, source.Text));
            var trees = sources.Append((Path: Path.Combine(folder, "Globals.cs"), Text: globals))
                .Select(source => CSharpSyntaxTree.ParseText(source.Text, GeneratorUnderTest.ParseOptions, source.Path));
            var compilation = CSharpCompilation.Create(
                "App",
                trees,
                references ?? GeneratorUnderTest.References,
                new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
            var driver = GeneratorUnderTest.CreateDriver().RunGeneratorsAndUpdateCompilation(compilation, out var output, out var diagnostics);
            return new FunctionProject(output, diagnostics, driver.GetRunResult().Results.Single().GeneratedSources);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>A type of the compiled project. The project must compile.</summary>
    public Type Type(string name) => _assembly.Value.GetType(name, throwOnError: true)!;

    /// <summary>The generated entry point of a method of Shop.Store.</summary>
    public MethodInfo EntryPoint(string method) => Type($"Shop.Store_{method}_Generated").GetMethod(method)!;

    /// <summary>Calls the only generated entry point once in a new execution environment. A stream is returned as its text.</summary>
    public Task<object?> CallAsync(object? input = null, ILambdaContext? context = null) =>
        new EntryPointInstance(_assembly.Value.GetTypes().Single(type => type.Name.EndsWith("_Generated", StringComparison.Ordinal)))
            .CallAsync(input, context);

    /// <summary>A new execution environment of the entry point for a method of Shop.Store.</summary>
    public EntryPointInstance Start(string method) => new(Type($"Shop.Store_{method}_Generated"));

    public async Task<APIGatewayProxyResponse> RespondAsync(APIGatewayProxyRequest? request = null, ILambdaContext? context = null) =>
        Assert.IsType<APIGatewayProxyResponse>(await CallAsync(request ?? new APIGatewayProxyRequest(), context));

    private Assembly Emit()
    {
        using var image = new MemoryStream();
        var result = _output.Emit(image);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics.Where(found => found.Severity == DiagnosticSeverity.Error)));
        return Assembly.Load(image.ToArray());
    }
}

/// <summary>One execution environment of a function. It creates the generated object once.</summary>
internal sealed class EntryPointInstance(Type type)
{
    private readonly object _instance = Unwrapped(() => Activator.CreateInstance(type))!;

    /// <summary>Passes the input, and a context if the entry point takes one.</summary>
    public async Task<object?> CallAsync(object? input = null, ILambdaContext? context = null)
    {
        var method = type.GetMethods().Single(candidate => candidate.DeclaringType == type);
        var arguments = method.GetParameters()
            .Select(parameter => parameter.ParameterType == typeof(ILambdaContext) ? context ?? new TestLambdaContext() : input)
            .ToArray();
        var result = Unwrapped(() => method.Invoke(_instance, arguments));
        if (result is Task task)
        {
            await task;
            result = method.ReturnType.IsGenericType ? task.GetType().GetProperty("Result")!.GetValue(task) : null;
        }

        return result is Stream stream ? await new StreamReader(stream).ReadToEndAsync() : result;
    }

    private static object? Unwrapped(Func<object?> call)
    {
        try
        {
            return call();
        }
        catch (TargetInvocationException exception)
        {
            throw exception.InnerException!;
        }
    }
}
