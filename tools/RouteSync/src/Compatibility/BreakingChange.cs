namespace RouteSync.Compatibility;

/// <summary>A change of a contract that breaks clients of the released contract.</summary>
/// <param name="Operation">Method and path of the operation.</param>
/// <param name="Pointer">The place in the new contract, or in the released one if the new one no longer has it.</param>
/// <param name="What">What changed.</param>
/// <param name="Why">What happens to a client.</param>
internal sealed record BreakingChange(string Operation, string Pointer, string What, string Why)
{
    /// <summary>A line for each place. A component that several operations use is one place.</summary>
    public static IReadOnlyList<string> Lines(IEnumerable<BreakingChange> changes) =>
    [
        .. from change in changes
           group change.Operation by (change.Pointer, change.What, change.Why) into place
           select $"{string.Join(", ", place.Distinct())}: {place.Key.What} {place.Key.Why} ({place.Key.Pointer})",
    ];
}

/// <summary>Who writes the values of a schema.</summary>
internal enum Direction
{
    /// <summary>The client. Every value that was valid must stay valid.</summary>
    Input,

    /// <summary>The API. It must not send a value that was not valid.</summary>
    Output,
}
