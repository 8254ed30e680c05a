namespace LocalGateway.Template.Import;

/// <summary>The parameters and headers that a method declares and that its mappings may use.</summary>
internal sealed class DeclaredParameters(
    IReadOnlyDictionary<string, bool> request, IReadOnlyDictionary<int, IReadOnlySet<string>> responses)
{
    private static readonly string[] RequestTargets =
        ["integration.request.header.", "integration.request.querystring.", "integration.request.path."];

    /// <summary>
    /// Whether a method parameter is declared. <c>multivalueheader</c> and <c>multivaluequerystring</c> count as their plain forms.
    /// </summary>
    public bool Holds(string parameter) =>
        request.ContainsKey(parameter.Replace("method.request.multivalue", "method.request.", StringComparison.Ordinal));

    /// <summary>The error in the mapping of an integration request; null if the mapping is valid.</summary>
    public string? RequestFault(string target, string source)
    {
        if (!RequestTargets.Any(prefix => target.StartsWith(prefix, StringComparison.Ordinal)))
            return "Invalid mapping expression specified: the target must be integration.request.header|querystring|path.NAME";
        if (source.StartsWith("method.request.body", StringComparison.Ordinal) || IsGlobal(source))
            return null;
        if (!source.StartsWith("method.request.", StringComparison.Ordinal))
            return $"Invalid mapping expression specified: {source} (write a static value in single quotes)";
        return Holds(source) ? null : $"Invalid mapping expression parameter specified: {source} (the method does not declare it)";
    }

    /// <summary>The error in the mapping of an integration response; null if the mapping is valid.</summary>
    public string? ResponseFault(int status, string target, string source)
    {
        const string header = "method.response.header.";
        if (!target.StartsWith(header, StringComparison.Ordinal))
            return $"Invalid mapping expression specified: the target must be {header}NAME";
        if (!source.StartsWith("integration.response.", StringComparison.Ordinal) && !IsGlobal(source))
            return $"Invalid mapping expression specified: {source} (write a static value in single quotes)";
        return responses.TryGetValue(status, out var headers) && headers.Contains(target[header.Length..])
            ? null
            : $"Invalid mapping expression parameter specified: {target} (the method response {status} does not declare this header)";
    }

    private static bool IsGlobal(string source) =>
        source.StartsWith("context.", StringComparison.Ordinal)
        || source.StartsWith("stageVariables.", StringComparison.Ordinal)
        || (source is ['\'', .., '\''] && source.Length >= 2);
}
