using Amazon.Lambda.Core;

namespace LambdaStandIns.Tests.Runtime;

/// <summary>A test of what only the stand-ins promise; all other tests run against the published packages as well.</summary>
public sealed class StandInTheoryAttribute : TheoryAttribute
{
    public StandInTheoryAttribute()
    {
        // AWS signs its assemblies.
        if (typeof(ILambdaContext).Assembly.GetName().GetPublicKeyToken() is { Length: > 0 })
        {
            Skip = "LambdaPackages=published";
        }
    }
}
