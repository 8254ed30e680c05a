namespace Amazon.Lambda.Serialization.SystemTextJson;

/// <summary>The published package's first serializer, which it calls obsolete itself.</summary>
[Obsolete(
    "The stand-in of Amazon.Lambda.Serialization.SystemTextJson does not cover it. Use DefaultLambdaJsonSerializer, "
    + "or build with -p:LambdaPackages=published.",
    error: true)]
public class LambdaJsonSerializer;
