namespace LambdaCrud.Tests;

/// <summary>
/// The map of the application: which folder uses which. The files at the top may use all folders. The folder of a resource needs no entry
/// if it uses only the shared folders. An entry allows it to use other resources.
/// </summary>
public class FolderMapTests
{
    private static readonly string[] Shared = ["Idempotency", "Http", "Storage", "Telemetry"];

    private static readonly Dictionary<string, string[]> Plan = new()
    {
        ["Orders"] = ["Products", "Idempotency", "Http", "Storage", "Telemetry"],
        ["Products"] = ["Idempotency", "Http", "Storage"],
        ["Idempotency"] = ["Http", "Storage"],
        ["Http"] = ["Storage", "Telemetry"],
        ["Storage"] = [],
        ["Telemetry"] = [],
    };

    private static readonly FolderMap Map = new("src/LambdaCrud/LambdaCrud.csproj", Plan, ofOthers: Shared);

    [Fact]
    public void No_folder_uses_another_unless_the_map_shows_it() => Assert.Equal([], Map.AgainstThePlan());

    [Fact]
    public void The_map_shows_only_uses_that_exist_in_the_code() => Assert.Equal([], Map.NotInTheCode());

    [Fact]
    public void No_folders_use_each_other_in_a_circle() => Assert.Equal([], Map.Circles());
}
