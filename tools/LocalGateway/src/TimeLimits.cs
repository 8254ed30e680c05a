using System.Diagnostics;

namespace LocalGateway;

/// <summary>The time limits of functions, integrations and authorizers. A breakpoint would exceed them.</summary>
internal sealed class TimeLimits(bool areOff)
{
    // Timers take no longer time. A function gets it as its remaining time.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(40);

    /// <summary>The limit, or a time that no request takes if there are no limits.</summary>
    public TimeSpan Of(TimeSpan limit) => areOff || Debugger.IsAttached ? Longest : limit;
}
