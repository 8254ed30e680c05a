namespace Amazon.Lambda.Core;

internal static class NotCovered
{
    public const string Message = "The stand-in of Amazon.Lambda.Core does not cover it. "
        + "See tools/LambdaStandIns/README.md, or build with -p:LambdaPackages=published.";
}
