using Amazon.Lambda.Core;

namespace LambdaStandIns.Tests;

/// <summary>A test of behaviour that only the stand-ins have. All other tests run against the published packages too.</summary>
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
    // AWS signs its assemblies. The stand-ins are not signed.
    public static string? SkipReason =>
        typeof(ILambdaContext).Assembly.GetName().GetPublicKeyToken() is { Length: > 0 } ? "LambdaPackages=published" : null;
}
