namespace LocalGateway.Tests.Support;

/// <summary>A clock that always shows the same time. Timers run on real time.</summary>
internal sealed class FixedTime(DateTimeOffset now) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => now;
}
