namespace Amazon.Lambda.DynamoDBEvents;

/// <summary>
/// The stand-in declares names of the published package that it does not cover (tumbling windows), so that their use is a build error
/// (CS0619). The error has the name and says what to do.
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
