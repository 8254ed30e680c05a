using LocalGateway.Model;

namespace LocalGateway.Routing;

/// <summary>A method of the API with the data known at start. Steps use it as a key of their tables (reference equality).</summary>
internal sealed class Route(ApiMethod method)
{
    public ApiMethod Method { get; } = method;

    public string ResourceId { get; } = StableId.Create(method.ResourcePath, 6);
}

/// <summary>The route of a request and the values of its path parameters, undecoded.</summary>
internal readonly record struct RouteMatch(Route Route, IReadOnlyList<KeyValuePair<string, string>> PathParameters);

/// <summary>The resources of an API as a tree of path segments.</summary>
internal sealed class ResourceTree
{
    /// <summary>The methods that ANY covers.</summary>
    private static readonly string[] Usual = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"];

    private readonly Node _root = new();

    /// <summary>Of all resources with a method.</summary>
    public IReadOnlyCollection<string> Paths { get; }

    /// <exception cref="GatewayException">API Gateway would not create one of the paths.</exception>
    public ResourceTree(IEnumerable<Route> routes)
    {
        var rules = new ResourcePaths();
        var paths = new List<string>();
        foreach (var resource in routes.GroupBy(route => route.Method.ResourcePath))
        {
            if (rules.Add(resource.Key) is [var broken, ..])
                throw new GatewayException($"{resource.Key}: {broken}.");
            foreach (var route in resource)
                Add(route);
            paths.Add(resource.Key);
        }

        Paths = paths;
    }

    /// <summary>Finds the best resource that has the method.</summary>
    /// <param name="path">Undecoded. A slash at the end is ignored.</param>
    /// <param name="httpMethod">Upper case.</param>
    /// <returns>Null if there is none.</returns>
    public RouteMatch? Find(string path, string httpMethod)
    {
        var search = new Search(httpMethod);
        return search.Visit(_root, path.AsSpan().Trim('/') is [] ? [] : WithoutOuterSlashes(path))
            ? new RouteMatch(search.Found!, search.Parameters)
            : null;
    }

    /// <summary>The usual methods that a path has.</summary>
    public IReadOnlyList<string> MethodsOf(string path) => [.. Usual.Where(httpMethod => Find(path, httpMethod) is not null)];

    private static ReadOnlySpan<char> WithoutOuterSlashes(ReadOnlySpan<char> path)
    {
        path = path[1..];
        return path is [.., '/'] ? path[..^1] : path;
    }

    private void Add(Route route)
    {
        var path = route.Method.ResourcePath;
        var node = _root;
        var segments = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        foreach (var segment in segments)
        {
            if (segment is not ['{', .., '}'])
            {
                node = node.Literals.TryGetValue(segment, out var literal) ? literal : node.Literals[segment] = new();
                continue;
            }

            var isGreedy = segment.EndsWith("+}", StringComparison.Ordinal);
            node.Variable ??= new() { IsGreedy = isGreedy, Parameter = segment.Trim('{', '}').TrimEnd('+') };
            node = node.Variable;
        }

        if (!node.Methods.TryAdd(route.Method.HttpMethod, route))
            throw new GatewayException($"{path}: {route.Method.HttpMethod} is declared twice.");
    }

    private sealed class Node
    {
        public Dictionary<string, Node> Literals { get; } = [];

        /// <summary>API Gateway allows one variable child: a parameter or a greedy one.</summary>
        public Node? Variable { get; set; }

        public string Parameter { get; init; } = "";

        public bool IsGreedy { get; init; }

        public Dictionary<string, Route> Methods { get; } = [];
    }

    private sealed class Search(string httpMethod)
    {
        private bool _onlyGreedy;

        public Route? Found { get; private set; }

        public List<KeyValuePair<string, string>> Parameters { get; } = [];

        // At each segment, tries the literal child before the variable one. If a branch has no match, the search goes back.
        public bool Visit(Node node, ReadOnlySpan<char> rest)
        {
            if (rest.IsEmpty)
                return Accept(node);
            var end = rest.IndexOf('/');
            var segment = end < 0 ? rest : rest[..end];
            var next = end < 0 ? [] : rest[(end + 1)..];
            if (node.Literals.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(segment, out var literal) && Visit(literal, next))
                return true;
            if (node.Variable is not { } variable || (segment.IsEmpty && !variable.IsGreedy))
                return false;
            Parameters.Add(new(variable.Parameter, (variable.IsGreedy ? rest : segment).ToString()));
            if (variable.IsGreedy ? Accept(variable) : Visit(variable, next))
                return true;
            Parameters.RemoveAt(Parameters.Count - 1);
            return false;
        }

        private bool Accept(Node node)
        {
            if (node.Methods.Count == 0 || (_onlyGreedy && !node.IsGreedy))
                return false;
            if (node.Methods.TryGetValue(httpMethod, out var route) || (IsCoveredByAny() && node.Methods.TryGetValue("ANY", out route)))
            {
                Found = route;
                return true;
            }

            // The best resource does not have the method. Only a greedy resource may still answer.
            _onlyGreedy = true;
            return false;
        }

        private bool IsCoveredByAny() => Usual.Contains(httpMethod, StringComparer.Ordinal);
    }
}
