namespace Amazon.Lambda.DynamoDBEvents;

/// <summary>
/// What the stand-in leaves out of the published package (tumbling windows) is here by name, so that using it is a build error (CS0619)
/// that names it and says what to do.
/// </summary>
internal static class NotCovered
{
    public const string Message = "The stand-in of Amazon.Lambda.DynamoDBEvents does not cover it. "
        + "See tools/LambdaStandIns/README.md, or build with -p:LambdaPackages=published.";
}

[Obsolete(NotCovered.Message, error: true)]
public class DynamoDBTimeWindowEvent : DynamoDBEvent;

[Obsolete(NotCovered.Message, error: true)]
public class DynamoDBTimeWindowResponse;
