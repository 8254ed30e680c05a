using System.Text.Json.Nodes;
using LocalGateway.Model;
using LocalGateway.Template.Expanding;
using LocalGateway.Template.Resolving;
using LocalGateway.Template.Resources;

namespace LocalGateway.Template.ApiGateway;

/// <summary><c>AWS::ApiGateway::RestApi</c> with its stage.</summary>
internal sealed class RestApiReader(ResourceValues values, ApiParts parts, LocalFiles files, TemplateDiagnostics diagnostics)
{
    /// <summary>The API, and its document, which is not yet imported.</summary>
    public (RestApi Api, JsonObject Document) Read(Resource resource)
    {
        var section = new Section(resource.Type, $"{resource.LogicalId}.Properties", resource.Properties, diagnostics);
        var document = section.Node("Body") as JsonObject;
        if (document is null && section.Has("Body"))
            section.Wrong("Body", "must be an object");
        if (section.Node("BodyS3Location") is { } location)
            document ??= files.Read(location, section.PathOf("BodyS3Location"), "paste the file's content into Body") as JsonObject;
        document = document?.DeepClone().AsObject() ?? new JsonObject { ["openapi"] = "3.0.1", ["paths"] = new JsonObject() };
        if (section.Strings("BinaryMediaTypes") is { Count: > 0 } types)
        {
            document["x-amazon-apigateway-binary-media-types"] =
                new JsonArray([.. types.Select(type => JsonValue.Create(type.Replace("~1", "/", StringComparison.Ordinal)))]);
        }

        if (section.Node("Policy") is { } policy)
            document["x-amazon-apigateway-policy"] = policy.DeepClone();

        var api = new RestApi
        {
            LogicalId = resource.LogicalId,
            ApiId = values.Identity.Ref(resource.Type, resource.LogicalId, resource.LogicalId),
            Stage = Stage(resource.LogicalId),
            MinimumCompressionSize = section.Integer("MinimumCompressionSize", 0, 10_485_760),
            ApiKeySource = section.Text("ApiKeySourceType") == "AUTHORIZER" ? ApiKeySource.Authorizer : ApiKeySource.Header,
        };
        section.Close();
        return (api, document);
    }

    /// <summary>The first stage resource, or the stage that a deployment makes. Only one stage of an API is served.</summary>
    private Stage Stage(string api)
    {
        var stages = parts.OfApi("Stage", api).ToList();
        var deployments = parts.OfApi("Deployment", api).ToList();
        var own = deployments.Where(deployment => deployment.Properties.ContainsKey("StageName")).ToList();
        foreach (var other in stages.Skip(1).Concat(stages.Count > 0 ? own : own.Skip(1)))
            diagnostics.IgnoreLocally($"{other.LogicalId} (another stage of {api})");
        if (stages.Count > 0)
            return OfResource(stages[0]);
        if (own.Count > 0)
            return OfDeployment(own[0]);
        diagnostics.IgnoreLocally($"{api} (it has no stage: the stage 'local' stands in)");
        return new Stage { Name = "local" };
    }

    private Stage OfResource(Resource resource)
    {
        var section = parts.Open(resource);
        section.Node("DeploymentId");
        var stage = StageReader.Read(section);
        section.Close();
        return stage;
    }

    private Stage OfDeployment(Resource deployment)
    {
        var section = parts.Open(deployment);
        var name = section.RequiredText("StageName");
        var stage = new Stage { Name = name };
        if (section.Object("StageDescription", "AWS::ApiGateway::Stage") is { } description)
        {
            stage = StageReader.Read(description, name);
            var all = new MethodSetting
            {
                ResourcePath = "/*",
                HttpMethod = "*",
                ThrottlingRateLimit = description.Number("ThrottlingRateLimit"),
                ThrottlingBurstLimit = description.Integer("ThrottlingBurstLimit", 0),
                CachingEnabled = description.Flag("CachingEnabled"),
                CacheTtl = description.Integer("CacheTtlInSeconds", 0, 3600) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            };
            stage = stage with { MethodSettings = [all, .. stage.MethodSettings] };
            description.Close();
        }

        section.Close();
        return stage;
    }
}
