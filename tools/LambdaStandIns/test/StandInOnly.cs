using Amazon.Lambda.Core;

namespace LambdaStandIns.Tests;

/// <summary>A test of what only the stand-ins promise; all other tests run against the published packages as well.</summary>
public sealed class StandInFactAttribute : FactAttribute
{
    public StandInFactAttribute() => Skip = StandInOnly.SkipReason;
}

/// <inheritdoc cref="StandInFactAttribute"/>
public sealed class StandInTheoryAttribute : TheoryAttribute
{
    public StandInTheoryAttribute() => Skip = StandInOnly.SkipReason;
}

internal static class StandInOnly
{
    // AWS signs its assemblies; the stand-ins are unsigned.
    public static string? SkipReason =>
        typeof(ILambdaContext).Assembly.GetName().GetPublicKeyToken() is { Length: > 0 } ? "LambdaPackages=published" : null;
}
