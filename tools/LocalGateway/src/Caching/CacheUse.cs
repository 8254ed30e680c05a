namespace LocalGateway.Caching;

/// <summary>What the lookup found out, for the step that stores.</summary>
/// <param name="Key">Of the entry to be stored; null after a hit.</param>
/// <param name="IsControlIgnored">Whether the client is to be warned that its Cache-Control had no effect.</param>
internal sealed record CacheUse(string? Key, bool IsControlIgnored);
