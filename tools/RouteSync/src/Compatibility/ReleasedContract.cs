using System.Text.Json;
using System.Text.Json.Nodes;

namespace RouteSync.Compatibility;

/// <summary>The contract that clients were made from: a copy of <c>openapi.json</c> from the last release.</summary>
internal static class ReleasedContract
{
    /// <summary>A line for each change that breaks clients of the released contract.</summary>
    /// <param name="released">The path of the copy. Without such a file, no contract is released yet.</param>
    /// <exception cref="RouteSyncException">A file is missing or is not JSON.</exception>
    public static IReadOnlyList<string> BreaksOf(string contract, string released) =>
        File.Exists(released) ? BreakingChange.Lines(ContractComparison.Compare(Read(released).Document, Read(contract).Document)) : [];

    /// <exception cref="RouteSyncException">The file cannot be written.</exception>
    public static void Write(string contract, string released)
    {
        try
        {
            var text = Read(contract).Text;
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(released))!);
            File.WriteAllText(released, text);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new RouteSyncException($"{released} cannot be written: {exception.Message}", exception);
        }
    }

    private static (string Text, JsonObject Document) Read(string path)
    {
        try
        {
            var text = File.ReadAllText(path);
            return (text, JsonNode.Parse(text) as JsonObject ?? throw new RouteSyncException($"{path} is not a JSON object."));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new RouteSyncException($"{path} cannot be read: {exception.Message}", exception);
        }
    }
}
