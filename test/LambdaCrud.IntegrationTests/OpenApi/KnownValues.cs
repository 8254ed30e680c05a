using System.Collections.Concurrent;
using System.Text.Json;

namespace LambdaCrud.IntegrationTests.OpenApi;

/// <summary>
/// Values from earlier answers. With them, generated requests are about resources that exist. The names of members and parameters connect
/// them, so nothing here depends on the resources of an API.
/// </summary>
internal sealed class KnownValues
{
    private const int Kept = 40;

    private readonly ConcurrentDictionary<string, List<string>> _values = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The values of all members whose names end in this name: <c>cursor</c> finds <c>nextCursor</c>.</summary>
    public IReadOnlyList<string> Of(string name) =>
        [.. _values.Where(known => known.Key.EndsWith(name, StringComparison.OrdinalIgnoreCase)).SelectMany(known => known.Value)];

    /// <summary>The ids of the resources below a path such as <c>/notes</c>.</summary>
    public IReadOnlyList<string> IdsBelow(string path) => _values.GetValueOrDefault($"{RootOf(path)} id") ?? [];

    /// <summary>The entity tags that answers about a path had.</summary>
    public IReadOnlyList<string> TagsOf(string path) => _values.GetValueOrDefault($"{path} tag") ?? [];

    public void Learn(GeneratedRequest request, HttpResponseMessage response, byte[] body)
    {
        foreach (var header in request.Headers)
            Add(header.Name, header.Value);
        if (!response.IsSuccessStatusCode)
            return;
        var path = response.Headers.Location is { } location
            ? new Uri(response.RequestMessage!.RequestUri!, location).AbsolutePath
            : request.Path;
        if (response.Headers.TryGetValues("ETag", out var tags))
            Add($"{path} tag", tags.First());
        if (body.Length == 0 || response.Content.Headers.ContentEncoding.Count > 0)
            return;
        using var json = JsonDocument.Parse(body);
        Learn("", json.RootElement, RootOf(request.Path));
    }

    private void Learn(string name, JsonElement value, string root)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in value.EnumerateObject())
                    Learn(member.Name, member.Value, root);
                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                    Learn(name, item, root);
                break;
            case JsonValueKind.String:
                Add(name == "id" ? $"{root} id" : name, value.GetString()!);
                break;
        }
    }

    private void Add(string name, string value)
    {
        var values = _values.GetOrAdd(name, static _ => []);
        if (values.Contains(value))
            return;
        values.Add(value);
        if (values.Count > Kept)
            values.RemoveAt(0);
    }

    private static string RootOf(string path) => path.Split('/')[1];
}
