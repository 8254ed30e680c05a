using LocalGateway.Model;

namespace LocalGateway.Functions.Processes;

/// <summary>
/// How a class library is started in a process of its own. As Lambda's managed runtime does, a launcher loads it with
/// Amazon.Lambda.RuntimeSupport. The package comes from the function's folder, or from the gateway's.
/// </summary>
internal static class LibraryStart
{
    private const string RuntimeSupport = "Amazon.Lambda.RuntimeSupport";

    private static readonly string Launcher = Path.Combine(AppContext.BaseDirectory, "FunctionLauncher.dll");

    /// <param name="handler"><c>Assembly::Namespace.Type::Method</c>.</param>
    /// <param name="folder">The folder of the built code.</param>
    /// <exception cref="HandlerException">The folder does not contain the assembly.</exception>
    public static ProgramStart Find(string handler, string folder)
    {
        var assembly = handler.Split("::")[0];
        CodeVersion.RequireAssembly(folder, assembly);
        // The launcher needs the .NET of the gateway, also if the function is for an older one.
        return new(
            ProgramStart.Dotnet,
            [
                "exec", "--roll-forward", "LatestMajor",
                .. Option("--depsfile", ".deps.json"), .. Option("--runtimeconfig", ".runtimeconfig.json"),
                Launcher, handler,
            ]);

        string[] Option(string name, string ending) =>
            Path.Combine(folder, assembly + ending) is var file && File.Exists(file) ? [name, file] : [];
    }

    /// <exception cref="GatewayException">A function has no package with which it can run in a process of its own.</exception>
    public static void RequireRuntimeSupport(IEnumerable<LambdaFunction> libraries, Func<string, string> builtCode, string gatewayFolder)
    {
        if (HasRuntimeSupport(gatewayFolder))
            return;
        if (libraries.FirstOrDefault(function => !HasRuntimeSupport(builtCode(function.CodePath))) is { } lacking)
        {
            throw new GatewayException(
                $"The function {lacking.LogicalId} cannot run in a process of its own: {RuntimeSupport} is missing, because this build uses "
                + $"the stand-ins of the Amazon.Lambda packages. Add a reference to {RuntimeSupport} to the function's project, or "
                + "run `dotnet dev.cs restore` with a registry that has the published packages.");
        }
    }

    private static bool HasRuntimeSupport(string folder) => File.Exists(Path.Combine(folder, RuntimeSupport + ".dll"));
}
