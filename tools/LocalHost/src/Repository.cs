namespace LocalHost;

/// <summary>The folder of the default files: the working copy that this host was built from, or else the current directory.</summary>
internal static class Repository
{
    private const string Marker = "LambdaCrud.sln";

    public static string Root { get; } =
        Above(AppContext.BaseDirectory) ?? Above(Environment.CurrentDirectory) ?? Environment.CurrentDirectory;

    public static string Template => Path.Combine(Root, "serverless.template");

    /// <summary>The items that fill empty tables; null if the repository has none.</summary>
    public static string? Seed => Path.Combine(Root, "samples", "seed.json") is var file && File.Exists(file) ? file : null;

    /// <summary>The users whom the sign-in page offers; null if the repository has none.</summary>
    public static string? Users => Path.Combine(Root, "samples", "users.json") is var file && File.Exists(file) ? file : null;

    /// <summary>The folder of the <c>.vtl</c> files that the template of the repository is made from; null if there is none.</summary>
    public static string? Sources => Directory.Exists(Project) ? Project : null;

    /// <summary>The folder of the project whose routes and <c>.vtl</c> files the template of the repository is made from.</summary>
    public static string Project => Path.Combine(Root, "src", "LambdaCrud");

    public static string Data => Path.Combine(Root, ".local", "data");

    /// <summary>The file that samconfig.toml names as <c>env_vars</c>.</summary>
    public static string SamEnvironment => Path.Combine(Root, ".local", "sam-local.json");

    private static string? Above(string? folder)
    {
        while (folder is not null && !File.Exists(Path.Combine(folder, Marker)))
            folder = Path.GetDirectoryName(folder);
        return folder;
    }
}
