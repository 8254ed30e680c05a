namespace ApiGateway.Integrations;

/// <summary>Media types as API Gateway compares them: without parameters, regardless of case.</summary>
internal static class MediaTypes
{
    /// <summary>The first of a list, as in an Accept header, without its parameters.</summary>
    public static string First(string? header)
    {
        var first = header.AsSpan();
        var end = first.IndexOfAny(',', ';');
        return (end < 0 ? first : first[..end]).Trim().ToString();
    }

    /// <summary>
    /// Whether a media type is binary by the API's list, whose entries are <c>type/subtype</c>, <c>type/*</c> or <c>*/*</c>.
    /// </summary>
    public static bool IsBinary(IReadOnlyList<string> binaryMediaTypes, string mediaType)
    {
        foreach (var entry in binaryMediaTypes)
        {
            if (entry == "*/*" || entry.Equals(mediaType, StringComparison.OrdinalIgnoreCase))
                return true;
            if (entry is [.. var type, '/', '*'] && mediaType.StartsWith(type + "/", StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
