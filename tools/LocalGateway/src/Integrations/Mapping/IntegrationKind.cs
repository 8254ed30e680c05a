using LocalGateway.Model;

namespace LocalGateway.Integrations.Mapping;

/// <summary>The kinds of integration that have different header rules.</summary>
internal enum IntegrationKind
{
    Mock,
    Aws,
    AwsProxy,
    Http,
    HttpProxy,
}

internal static class IntegrationKinds
{
    public static IntegrationKind KindOf(this Integration integration) => integration switch
    {
        MockIntegration => IntegrationKind.Mock,
        LambdaProxyIntegration => IntegrationKind.AwsProxy,
        HttpProxyIntegration => IntegrationKind.HttpProxy,
        HttpIntegration => IntegrationKind.Http,
        _ => IntegrationKind.Aws,
    };
}
