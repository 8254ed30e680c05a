using System.Text.RegularExpressions;

namespace LocalGateway.Model;

/// <summary>API Gateway's rules for the resources that paths create.</summary>
internal sealed partial class ResourcePaths
{
    private readonly HashSet<string> _paths = new(StringComparer.Ordinal);

    /// <summary>The variable part below each parent.</summary>
    private readonly Dictionary<string, string> _variables = new(StringComparer.Ordinal);

    /// <summary>Adds a path and checks it against the earlier paths.</summary>
    /// <returns>The rules that the path breaks, as texts for messages.</returns>
    public IReadOnlyList<string> Add(string path)
    {
        if (!path.StartsWith('/'))
            return ["a path must begin with '/'"];
        var broken = new List<string>();
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (!_paths.Add($"/{string.Join('/', parts)}"))
            broken.Add("another path of the document creates the same resource");
        if (parts is ["ping" or "sping"])
            broken.Add("API Gateway reserves /ping and /sping for its health checks: requests to them do not reach the API");
        var parent = "/";
        for (var index = 0; index < parts.Length; index++)
        {
            var part = parts[index];
            if (!PathPart().IsMatch(part))
                broken.Add($"'{part}': a path part must be {{name}}, {{name+}}, or only letters, digits and ._-:$");
            if (part.EndsWith("+}", StringComparison.Ordinal) && index < parts.Length - 1)
                broken.Add($"the greedy parameter '{part}' must be the last part");
            if (part.StartsWith('{') && !_variables.TryAdd(parent, part) && _variables[parent] != part)
                broken.Add($"A sibling ({_variables[parent]}) of this resource already has a variable path part -- only one is allowed");
            parent += $"{part}/";
        }

        return broken;
    }

    [GeneratedRegex(@"^([a-zA-Z0-9._\-:$]+|\{[a-zA-Z0-9._\-:$]+\+?\})\z")]
    private static partial Regex PathPart();
}
