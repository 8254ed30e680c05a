using System.Text.Json.Nodes;

namespace LocalGateway.Template.Sam;

/// <summary>The <c>GatewayResponses</c> of an API, written as the OpenAPI extension.</summary>
internal static class GatewayResponses
{
    private static readonly (string Member, string Prefix)[] ParameterKinds =
        [("Headers", "gatewayresponse.header."), ("QueryStrings", "gatewayresponse.querystring."), ("Paths", "gatewayresponse.path.")];

    public static void AddTo(JsonObject document, Section api)
    {
        var responses = new JsonObject();
        foreach (var (type, response) in api.Objects("GatewayResponses", "AWS::Serverless::Api.GatewayResponse"))
        {
            responses[type] = Extension(response);
            response.Close();
        }

        if (responses.Count > 0)
            EffectiveDocument.Add(document, "x-amazon-apigateway-gateway-responses", responses);
    }

    private static JsonObject Extension(Section response)
    {
        var extension = new JsonObject();
        if (response.Text("StatusCode") is { } status)
            extension["statusCode"] = status;
        if (response.Object("ResponseParameters") is { } parameters)
        {
            var mapped = new JsonObject();
            foreach (var (member, prefix) in ParameterKinds)
            {
                foreach (var (name, source) in parameters.TextMap(member))
                    mapped[prefix + name] = source;
            }

            parameters.Close();
            extension["responseParameters"] = mapped;
        }

        if (response.Has("ResponseTemplates"))
        {
            var templates = new JsonObject();
            foreach (var (mediaType, template) in response.TextMap("ResponseTemplates"))
                templates[mediaType] = template;
            extension["responseTemplates"] = templates;
        }

        return extension;
    }
}
