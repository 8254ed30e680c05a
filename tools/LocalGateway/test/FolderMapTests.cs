namespace LocalGateway.Tests;

/// <summary>The folders of the gateway and the folders that they use, which stand below them. The files at the top may use all.</summary>
public sealed class FolderMapTests
{
    private static readonly FolderMap Map = new("src/LocalGateway.csproj", new Dictionary<string, string[]>
    {
        ["Server"] = ["Requests", "Model"],
        ["LocalTokens"] = ["Authorization", "Requests", "Model"],
        ["Recording"] = ["Integrations", "Functions", "MappingTemplates", "Throttling", "Variables", "Routing", "Requests", "Errors", "Model"],
        ["Template"] = ["Errors", "Functions", "MappingTemplates", "Policies", "Model"],
        ["AccessLogs"] = ["Integrations", "Authorization", "Variables", "Requests", "Errors", "Model"],
        ["GatewayResponses"] = ["Variables", "Requests", "Errors", "Model"],
        ["Responses"] = ["Routing", "Requests", "Errors", "Model"],
        ["Integrations"] = ["Compression", "Events", "Variables", "Routing", "Requests", "Errors", "Policies", "Functions", "MappingTemplates", "Model"],
        ["Validation"] = ["Routing", "Requests", "Errors", "Model"],
        ["Caching"] = ["Routing", "Requests", "Errors", "Stages", "Model"],
        ["Compression"] = ["Requests", "Errors"],
        ["UsagePlans"] = ["Throttling", "Variables", "Routing", "Requests", "Errors", "Model"],
        ["Throttling"] = ["Routing", "Requests", "Errors", "Stages", "Model"],
        ["Authorization"] = ["Caching", "Events", "Variables", "Routing", "Requests", "Errors", "Policies", "Functions", "MappingTemplates", "Model"],
        ["Events"] = ["Variables", "Routing", "Requests"],
        ["Variables"] = ["Routing", "Requests", "MappingTemplates", "Model"],
        ["Routing"] = ["Requests", "Errors", "Model"],
        ["Requests"] = ["Errors"],
        ["Errors"] = [],
        ["Stages"] = ["Model"],
        ["Policies"] = ["Model"],
        ["Functions"] = ["Requests", "Model"],
        ["MappingTemplates"] = [],
        ["Model"] = [],
    });

    [Fact]
    public void No_folder_uses_another_unless_the_map_shows_it() => Assert.Equal([], Map.AgainstThePlan());

    [Fact]
    public void The_map_shows_only_uses_that_exist_in_the_code() => Assert.Equal([], Map.NotInTheCode());

    [Fact]
    public void No_folders_use_each_other_in_a_circle() => Assert.Equal([], Map.Circles());
}
