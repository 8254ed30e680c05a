using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using LocalGateway.Model;

namespace LocalGateway.Functions.Processes;

/// <summary>How the process of a function is started: the file and its arguments.</summary>
internal sealed record ProgramStart(string FileName, IReadOnlyList<string> Arguments)
{
    /// <summary>The program that Lambda starts if the runtime is only an operating system.</summary>
    public const string Bootstrap = "bootstrap";

    /// <summary>The program of .NET's command line that belongs to this runtime.</summary>
    public static string Dotnet { get; } = FindDotnet();

    /// <param name="function">The function.</param>
    /// <param name="folder">The folder of the built code.</param>
    /// <exception cref="HandlerException">The folder has no code for the handler.</exception>
    public static ProgramStart Find(LambdaFunction function, string folder)
    {
        if (!function.IsProgram)
            return LibraryStart.Find(function.Handler, folder);
        var names = function.HasOwnRuntime ? [Bootstrap, NameOf(function.Handler)] : new[] { NameOf(function.Handler) };
        return names.Select(name => Find(folder, name)).FirstOrDefault(found => found is not null) ?? throw new HandlerException(
            $"The folder {folder} has no program {string.Join(" or ", names.Distinct())}. "
            + "Check the function's Handler and build its project.");
    }

    /// <summary>The names under which the program of a function can be on disk, besides an assembly.</summary>
    public static IEnumerable<string> FilesOf(LambdaFunction function) => function.IsProgram ? [Bootstrap, NameOf(function.Handler)] : [];

    // An assembly needs the file that names its framework. An app that contains its framework starts as a program.
    private static ProgramStart? Find(string folder, string name)
    {
        var assembly = Path.Combine(folder, name + ".dll");
        var settings = Path.Combine(folder, name + ".runtimeconfig.json");
        if (File.Exists(assembly) && File.Exists(settings) && !ContainsItsFramework(settings))
            return new(Dotnet, [assembly]);
        var program = Path.Combine(folder, OperatingSystem.IsWindows() ? name + ".exe" : name);
        return File.Exists(program) ? new(program, []) : null;
    }

    // Lambda accepts the assembly's name with and without its ending.
    private static string NameOf(string handler) => handler.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) ? handler[..^4] : handler;

    private static bool ContainsItsFramework(string runtimeSettings) =>
        JsonNode.Parse(File.ReadAllText(runtimeSettings))?["runtimeOptions"]?["includedFrameworks"] is not null;

    private static string FindDotnet()
    {
        var name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        var shared = Path.GetFullPath(Path.Combine("..", "..", "..", name), RuntimeEnvironment.GetRuntimeDirectory());
        return File.Exists(shared) ? shared : name;
    }
}
