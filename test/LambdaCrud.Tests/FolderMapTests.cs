namespace LambdaCrud.Tests;

/// <summary>The map of the application: which folder uses which. The files at the top may use all folders.</summary>
public class FolderMapTests
{
    private static readonly FolderMap Map = new("src/LambdaCrud/LambdaCrud.csproj", new Dictionary<string, string[]>
    {
        ["Orders"] = ["Products", "Idempotency", "Http", "Storage", "Telemetry"],
        ["Products"] = ["Idempotency", "Http", "Storage"],
        ["Favorites"] = ["Http", "Storage"],
        ["Health"] = ["Http"],
        ["Idempotency"] = ["Http", "Storage"],
        ["Http"] = ["Storage", "Telemetry"],
        ["Storage"] = [],
        ["Telemetry"] = [],
    });

    [Fact]
    public void No_folder_uses_another_unless_the_map_shows_it() => Assert.Equal([], Map.AgainstThePlan());

    [Fact]
    public void The_map_shows_only_uses_that_exist_in_the_code() => Assert.Equal([], Map.NotInTheCode());

    [Fact]
    public void No_folders_use_each_other_in_a_circle() => Assert.Equal([], Map.Circles());
}
