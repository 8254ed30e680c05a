using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using LambdaStandIns.Tests.Generation;
using Microsoft.CodeAnalysis;

namespace LambdaStandIns.Tests.Template;

/// <summary>A project in its own folder, with a template that the generator maintains. The folder is deleted after the test.</summary>
internal sealed class TemplateProject : IDisposable
{
    private const string Usings = """
        global using Amazon.Lambda.Annotations;
        global using Amazon.Lambda.Annotations.APIGateway;
        global using Amazon.Lambda.Annotations.DynamoDB;
        global using Amazon.Lambda.Annotations.Schedule;
        global using Amazon.Lambda.APIGatewayEvents;
        global using Amazon.Lambda.CloudWatchEvents.ScheduledEvents;
        global using Amazon.Lambda.DynamoDBEvents;
        [assembly: Amazon.Lambda.Core.LambdaSerializer(typeof(Amazon.Lambda.Serialization.SystemTextJson.DefaultLambdaJsonSerializer))]
        [assembly: System.Runtime.Versioning.TargetFramework(".NETCoreApp,Version=v10.0")]
        """;

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly string _root = Directory.CreateTempSubdirectory("template-").FullName;
    private readonly string _folder;

    /// <param name="template">The template before the first build, or null if there is none.</param>
    /// <param name="folder">The folder of the project file and the source, relative to the test folder.</param>
    /// <param name="properties">The properties of the project file.</param>
    public TemplateProject(string? template = null, string folder = "", string properties = SuppressTelemetry)
    {
        _folder = folder;
        WriteProjectFile($"<Project><PropertyGroup>{properties}</PropertyGroup></Project>");
        if (template is not null)
            Write("serverless.template", template);
    }

    public const string SuppressTelemetry = "<AWSSuppressLambdaAnnotationsTelemetry>true</AWSSuppressLambdaAnnotationsTelemetry>";

    public string Template => Read("serverless.template");

    /// <summary>The value at a dotted path of the template as JSON without white space, or null if there is none.</summary>
    public string? this[string path] => path.Split('.')
        .Aggregate(JsonNode.Parse(Template), (node, key) => node?[key]) is { } value ? Compact(value) : null;

    /// <summary>Asserts the value at a dotted path of the template, including the order of its keys. White space is ignored.</summary>
    public void AssertHolds(string path, string json) => Assert.Equal(Compact(JsonNode.Parse(json)!), this[path]);

    public void WriteProjectFile(string text) => Write(Path.Combine(_folder, "App.csproj"), text);

    public void Write(string path, string text)
    {
        var file = Path.Combine(_root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    public string Read(string path) => File.ReadAllText(Path.Combine(_root, path));

    public byte[] ReadBytes(string path) => File.ReadAllBytes(Path.Combine(_root, path));

    public bool Has(string path) => File.Exists(Path.Combine(_root, path));

    public string PathOf(string path) => Path.Combine(_root, path);

    /// <summary>Builds the members of the class <c>App.Functions</c> and asserts that nothing is reported.</summary>
    public void Build(string members) => Assert.Empty(Compile(members));

    /// <summary>Builds the members of the class <c>App.Functions</c> and returns the ids of the reported diagnostics.</summary>
    public string[] BuildAndReport(string members) => [.. Compile(members).Select(diagnostic => diagnostic.Id)];

    public ImmutableArray<Diagnostic> Compile(string members) =>
        CompileFiles((Path.Combine(_folder, "Functions.cs"), $"namespace App; public class Functions {{ {members} }}"));

    /// <summary>Builds whole files in the given order.</summary>
    public ImmutableArray<Diagnostic> CompileFiles(params (string Path, string Text)[] files)
    {
        // The published generator looks for the project of a source file only if that file exists.
        foreach (var (path, text) in files)
            Write(path, text);
        return GeneratorUnderTest.Run(
            [.. files.Select(file => (PathOf(file.Path), file.Text)), (PathOf(Path.Combine(_folder, "obj/Usings.cs")), Usings)], out _);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private static string Compact(JsonNode value) => value.ToJsonString(Readable);
}
