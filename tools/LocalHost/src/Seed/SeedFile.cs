using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace LocalHost.Seed;

/// <summary>The items that fill empty tables. A user in the given groups sends each item with PUT to a route of the API.</summary>
/// <param name="Route">A resource path with one path parameter, such as <c>/products/{id}</c>.</param>
/// <param name="Groups">The user's groups in the user pool.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record SeedFile(
    [property: JsonRequired] string Route, [property: JsonRequired] IReadOnlyList<string> Groups, [property: JsonRequired] IReadOnlyList<SeedItem> Items)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerOptions.Web)
    {
        RespectNullableAnnotations = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
    };

    /// <exception cref="LocalHostException">The file cannot be read, or does not have this form.</exception>
    public static SeedFile Read(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            return JsonSerializer.Deserialize<SeedFile>(file, Options) ?? throw new JsonException("The file contains null.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new LocalHostException($"The seed file {path} cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>The route's path for an item.</summary>
    public string PathOf(SeedItem item)
    {
        var (open, close) = (Route.IndexOf('{', StringComparison.Ordinal), Route.IndexOf('}', StringComparison.Ordinal));
        return open < 0 ? Route : $"{Route[..open]}{Uri.EscapeDataString(item.Id)}{Route[(close + 1)..]}";
    }
}

/// <param name="Id">The value of the route's path parameter.</param>
/// <param name="Body">The request's body, sent unchanged.</param>
internal sealed record SeedItem([property: JsonRequired] string Id, [property: JsonRequired] JsonObject Body);
