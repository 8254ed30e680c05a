using ApiGateway.Model;

namespace ApiGateway;

/// <summary>What the model can say and no step runs yet: it stops the start, lest it be missed in silence.</summary>
internal static class NotYetSupported
{
    /// <exception cref="LocalGatewayException">Names the API or the method, and the setting.</exception>
    public static void Refuse(RestApi api)
    {
        Refuse(api.MinimumCompressionSize is not null, api.LogicalId, "MinimumCompressionSize");
        Refuse(api.Stage.AccessLogFormat is not null, api.LogicalId, "AccessLogSetting");
        foreach (var method in api.Methods)
        {
            var name = $"{method.HttpMethod} {method.ResourcePath}";
            Refuse(method.Integration is MappedIntegration { ContentHandling: not null }, name, "contentHandling");
            Refuse(method.Integration is MockIntegration { RequestParameters.Count: > 0 }, name, "requestParameters of a MOCK integration");
        }
    }

    private static void Refuse(bool isUsed, string owner, string setting)
    {
        if (isUsed)
            throw new LocalGatewayException($"{owner}: {setting} is not supported yet.");
    }
}
