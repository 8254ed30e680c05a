using System.Text.Json;
using System.Text.Json.Nodes;

namespace LocalHost.Seed;

/// <summary>What a fresh local table is filled with: items that are put to a route of the API by members of some groups.</summary>
internal sealed record Catalogue(string Route, IReadOnlyList<string> Groups, IReadOnlyList<CatalogueItem> Items)
{
    public static Catalogue Read()
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Seed", "catalogue.json"));
        return JsonSerializer.Deserialize<Catalogue>(file, JsonSerializerOptions.Web)!;
    }
}

/// <summary>The id takes the place of the route's path parameter; the body is sent as it stands.</summary>
internal sealed record CatalogueItem(string Id, JsonObject Body);
