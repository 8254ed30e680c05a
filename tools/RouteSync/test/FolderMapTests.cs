namespace RouteSync.Tests;

/// <summary>The map of RouteSync: which folder uses which. The files at the top may use all folders.</summary>
public sealed class FolderMapTests
{
    private static readonly FolderMap Map = new("src/RouteSync.csproj", new Dictionary<string, string[]>
    {
        ["CommandLine"] = ["OpenApi", "Docs", "Direct", "MappingTemplates", "Scaffolding", "Clients", "Compatibility", "Declarations"],
        ["Clients"] = ["OpenApi"],
        ["Compatibility"] = ["OpenApi"],
        ["Template"] = ["Direct", "Declarations"],
        ["OpenApi"] = ["Declarations"],
        ["Docs"] = ["Declarations"],
        ["Direct"] = ["MappingTemplates", "Declarations"],
        ["MappingTemplates"] = ["Declarations"],
        ["Scaffolding"] = [],
        ["Declarations"] = [],
    });

    [Fact]
    public void No_folder_uses_another_unless_the_map_shows_it() => Assert.Equal([], Map.AgainstThePlan());

    [Fact]
    public void The_map_shows_only_uses_that_exist_in_the_code() => Assert.Equal([], Map.NotInTheCode());

    [Fact]
    public void No_folders_use_each_other_in_a_circle() => Assert.Equal([], Map.Circles());
}
