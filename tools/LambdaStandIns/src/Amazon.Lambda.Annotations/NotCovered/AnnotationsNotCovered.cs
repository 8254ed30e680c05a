namespace Amazon.Lambda.Annotations;

/// <summary>
/// What the stand-in leaves out of the published package is here by name, so that using it is a build error (CS0619) that names it and
/// says what to do.
/// </summary>
internal static class AnnotationsNotCovered
{
    public const string Message = "The stand-in of Amazon.Lambda.Annotations does not cover it. "
        + "See tools/LambdaStandIns/README.md, or build with -p:LambdaPackages=published.";
}
