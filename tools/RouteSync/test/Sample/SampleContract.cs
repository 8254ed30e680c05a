using System.Text.Json.Nodes;
using RouteSync.Declarations;
using RouteSync.OpenApi;

namespace RouteSync.Tests.Sample;

/// <summary>The contract of the sample.</summary>
internal static class SampleContract
{
    private const string Base = """
        {
          "info": {"title": "Notes", "version": "1.0.0"},
          "tags": [{"name": "Notes", "description": "Short texts."}],
          "components": {"securitySchemes": {"Token": {"type": "http", "scheme": "bearer"}}}
        }
        """;

    private static readonly Dictionary<string, long> Defaults = new()
    {
        ["RequestRateLimit"] = 50,
        ["RequestBurstLimit"] = 100,
        ["WriteRateLimit"] = 5,
        ["WriteBurstLimit"] = 10,
    };

    public static ContractInfo Info => new(JsonNode.Parse(Base)!.AsObject(), Defaults);

    public static string Text(DeclaredApi? api = null, ContractInfo? info = null) =>
        ContractWriter.Write(api ?? SampleApi.ReadNotes(), info ?? Info);

    public static JsonNode Document(DeclaredApi? api = null, ContractInfo? info = null) => JsonNode.Parse(Text(api, info))!;

    /// <summary>The sample with a change of the route that writes a note.</summary>
    public static DeclaredApi WithWrite(Func<DeclaredRoute, DeclaredRoute> change)
    {
        var api = SampleApi.ReadNotes();
        return api with { Routes = [.. api.Routes.Select(route => route.Name == "WriteNote" ? change(route) : route)] };
    }
}
