namespace LocalHost;

/// <summary>The working copy that this host was built from, or else the current directory: where the defaults lie.</summary>
internal static class Repository
{
    private const string Marker = "LambdaCrud.sln";

    public static string Root { get; } =
        Above(AppContext.BaseDirectory) ?? Above(Environment.CurrentDirectory) ?? Environment.CurrentDirectory;

    public static string Template => Path.Combine(Root, "serverless.template");

    public static string Data => Path.Combine(Root, ".local", "data");

    /// <summary>What samconfig.toml names as <c>env_vars</c>.</summary>
    public static string SamEnvironment => Path.Combine(Root, ".local", "sam-local.json");

    private static string? Above(string? folder)
    {
        while (folder is not null && !File.Exists(Path.Combine(folder, Marker)))
            folder = Path.GetDirectoryName(folder);
        return folder;
    }
}
