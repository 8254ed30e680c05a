using LocalGateway.Template.Resolving;

namespace LocalGateway.Template.ApiGateway;

/// <summary>The paths of <c>AWS::ApiGateway::Resource</c>: each has a path part and a parent.</summary>
internal sealed class ResourceTreePaths
{
    private readonly ResourceValues _values;
    private readonly Dictionary<string, (string Parent, string Part)> _nodes = new(StringComparer.Ordinal);

    public ResourceTreePaths(ResourceValues values, IEnumerable<Resource> resources, TemplateDiagnostics diagnostics)
    {
        _values = values;
        foreach (var resource in resources)
        {
            var section = new Section(resource.Type, $"{resource.LogicalId}.Properties", resource.Properties, diagnostics);
            section.Node("RestApiId");
            var id = values.Identity.Ref(resource.Type, resource.LogicalId, resource.LogicalId);
            _nodes[id] = (section.RequiredText("ParentId"), section.RequiredText("PathPart"));
            section.Close();
        }
    }

    /// <summary>The path of the resource with this id; null if it does not end at the API's root.</summary>
    public string? Of(string id, string api)
    {
        var root = _values.Identity.Attribute(ResourceTypes.RestApi, api, api, "RootResourceId");
        var parts = new Stack<string>();
        for (var seen = 0; id != root; seen++)
        {
            if (!_nodes.TryGetValue(id, out var node) || seen > _nodes.Count)
                return null;
            parts.Push(node.Part);
            id = node.Parent;
        }

        return $"/{string.Join('/', parts)}";
    }
}
