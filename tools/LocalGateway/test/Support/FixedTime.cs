namespace LocalGateway.Tests.Support;

/// <summary>The clock shows what the test says; timers run on real time.</summary>
internal sealed class FixedTime(DateTimeOffset now) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => now;
}
