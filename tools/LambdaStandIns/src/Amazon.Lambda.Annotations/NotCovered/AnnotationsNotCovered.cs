namespace Amazon.Lambda.Annotations;

/// <summary>
/// The stand-in declares names of the published package that it does not cover, so that their use is a build error (CS0619). The error
/// has the name and says what to do.
/// </summary>
internal static class AnnotationsNotCovered
{
    public const string Message = "The stand-in of Amazon.Lambda.Annotations does not cover it. "
        + "See tools/LambdaStandIns/README.md, or build with -p:LambdaPackages=published.";
}
