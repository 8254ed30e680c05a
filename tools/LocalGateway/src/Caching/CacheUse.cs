namespace LocalGateway.Caching;

/// <summary>The result of the cache lookup, for the step that stores.</summary>
/// <param name="Key">The key of the entry to store; null after a hit.</param>
/// <param name="IsControlIgnored">Whether to warn the client that its Cache-Control had no effect.</param>
internal sealed record CacheUse(string? Key, bool IsControlIgnored);
