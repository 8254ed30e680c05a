namespace RouteSync.Clients;

/// <summary>A file of a client.</summary>
/// <param name="IsGenerated">Whether each run writes the file again. Other files belong to the user after the first run.</param>
internal sealed record ClientFile(string Name, string Text, bool IsGenerated);
