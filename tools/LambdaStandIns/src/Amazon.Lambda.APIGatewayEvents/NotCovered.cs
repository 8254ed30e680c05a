namespace Amazon.Lambda.APIGatewayEvents;

/// <summary>
/// The stand-in declares names of the published package that it does not cover (HTTP APIs), so that their use is a build error (CS0619).
/// The error has the name and says what to do.
/// </summary>
internal static class NotCovered
{
    public const string Message = "The stand-in of Amazon.Lambda.APIGatewayEvents does not cover it. "
        + "See tools/LambdaStandIns/README.md, or build with -p:LambdaPackages=published.";
}

[Obsolete(NotCovered.Message, error: true)]
public class APIGatewayHttpApiV2ProxyRequest;

[Obsolete(NotCovered.Message, error: true)]
public class APIGatewayHttpApiV2ProxyResponse;

[Obsolete(NotCovered.Message, error: true)]
public class APIGatewayCustomAuthorizerV2Request;

[Obsolete(NotCovered.Message, error: true)]
public class APIGatewayCustomAuthorizerV2SimpleResponse;

[Obsolete(NotCovered.Message, error: true)]
public class APIGatewayCustomAuthorizerV2IamResponse;
