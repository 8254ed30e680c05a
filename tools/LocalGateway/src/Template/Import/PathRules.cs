using System.Text.RegularExpressions;

namespace LocalGateway.Template.Import;

/// <summary>What API Gateway demands of the resources that paths make.</summary>
internal sealed partial class PathRules(Findings findings)
{
    private readonly HashSet<string> _paths = new(StringComparer.Ordinal);

    /// <summary>The variable part below each parent.</summary>
    private readonly Dictionary<string, string> _variables = new(StringComparer.Ordinal);

    /// <summary><paramref name="place"/>: where the path stands, for messages.</summary>
    public void Add(string path, string place)
    {
        if (!path.StartsWith('/'))
        {
            findings.Add(place, "a path begins with '/'");
            return;
        }
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (!_paths.Add($"/{string.Join('/', parts)}"))
            findings.Add(place, "another path of the document makes the same resource");
        if (parts is ["ping" or "sping"])
            findings.Add(place, "API Gateway keeps /ping and /sping for its health checks: requests to them do not reach the API");
        var parent = "/";
        for (var index = 0; index < parts.Length; index++)
        {
            var part = parts[index];
            if (!PathPart().IsMatch(part))
                findings.Add(
                    place, $"'{part}': a path part holds only letters, digits and ._-:$, or is one {{name}} or {{name+}} as a whole");
            if (part.EndsWith("+}", StringComparison.Ordinal) && index < parts.Length - 1)
                findings.Add(place, $"the greedy '{part}' must be the last part");
            if (part.StartsWith('{') && !_variables.TryAdd(parent, part) && _variables[parent] != part)
                findings.Add(
                    place, $"A sibling ({_variables[parent]}) of this resource already has a variable path part -- only one is allowed");
            parent += $"{part}/";
        }
    }

    [GeneratedRegex(@"^([a-zA-Z0-9._\-:$]+|\{[a-zA-Z0-9._\-:$]+\+?\})\z")]
    private static partial Regex PathPart();
}
