namespace Amazon.Lambda.Serialization.SystemTextJson;

/// <summary>The first serializer of the published package. It is obsolete there too.</summary>
[Obsolete(
    "The stand-in of Amazon.Lambda.Serialization.SystemTextJson does not cover it. Use DefaultLambdaJsonSerializer, "
    + "or build with -p:LambdaPackages=published.",
    error: true)]
public class LambdaJsonSerializer;
