namespace Studio.Tests;

/// <summary>The folders of the studio and the folders that they use. The files at the top may use all.</summary>
public sealed class FolderMapTests
{
    private static readonly FolderMap Map = new("src/Studio.csproj", new Dictionary<string, string[]>
    {
        ["Data"] = ["Serving"],
        ["Explorer"] = ["Serving"],
        ["Overview"] = ["Serving"],
        ["Requests"] = ["Serving"],
        ["Templates"] = ["Serving"],
        ["Serving"] = [],
    });

    [Fact]
    public void No_folder_uses_another_unless_the_map_shows_it() => Assert.Equal([], Map.AgainstThePlan());

    [Fact]
    public void The_map_shows_only_uses_that_exist_in_the_code() => Assert.Equal([], Map.NotInTheCode());

    [Fact]
    public void No_folders_use_each_other_in_a_circle() => Assert.Equal([], Map.Circles());
}
