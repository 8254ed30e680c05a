using Newtonsoft.Json.Linq;

namespace Amazon.Lambda.Annotations.SourceGenerator.Template;

/// <summary>The API that every route refers to, if it exists. A person or the generator (with the first authorizer) adds it.</summary>
internal sealed class ApiResource(TemplateDocument template, ICollection<TemplateFinding> findings)
{
    public const string LogicalId = "AnnotationsRestApi";
    public const string Path = "Resources." + LogicalId;

    private const string HttpApi = "Resources.AnnotationsHttpApi";
    private const string Authorizers = Path + ".Properties.Auth.Authorizers";

    public void WriteAuthorizers(IReadOnlyCollection<TemplateAuthorizer> authorizers)
    {
        if (authorizers.Count > 0 && !template.Exists(Path))
        {
            template.Set($"{Path}.Type", "AWS::Serverless::Api");
            template.Set($"{Path}.Properties.StageName", "Prod");
            template.Set($"{Path}.Metadata.Tool", TemplateSynchronisation.Tool);
        }

        foreach (var authorizer in authorizers)
        {
            var path = $"{Authorizers}.{authorizer.Name}";
            template.SetReference($"{path}.FunctionArn", "Fn::GetAtt", new JArray(authorizer.FunctionLogicalId, "Arn"), findings);
            template.Set($"{path}.Identity.Header", authorizer.IdentityHeader);
            template.Set($"{path}.FunctionPayloadType", authorizer.Type is AuthorizerType.Token ? "TOKEN" : "REQUEST");
            template.Set($"{path}.AuthorizerResultTtlInSeconds", authorizer.ResultTtlInSeconds);
        }
    }

    /// <summary>
    /// Removes everything that the generator created for authorizers that the code no longer has. An API with the mark of the tool is
    /// removed with its last authorizer, including edits. The routes still refer to it until the next run.
    /// </summary>
    public void RemoveAuthorizersBut(IReadOnlyCollection<TemplateAuthorizer> authorizers)
    {
        RemoveStandAloneAuthorizers();
        if (template.IsOurs(HttpApi))
            template.Remove(HttpApi);
        if (!template.Exists(Path) || !template.IsOurs(Path))
            return;

        foreach (var name in template.Exists(Authorizers) ? template.Keys(Authorizers) : [])
        {
            if (authorizers.All(authorizer => authorizer.Name != name))
                RemoveAuthorizer(name);
        }

        if (authorizers.Count > 0)
            return;

        template.Remove(Path);
        findings.Add(new(TemplateDiagnostics.RemovedApi, LogicalId));
    }

    private void RemoveAuthorizer(string name)
    {
        var path = $"{Authorizers}.{name}";
        string[] generated = ["FunctionArn", "Identity", "FunctionPayloadType", "AuthorizerResultTtlInSeconds"];
        if (!generated.All(key => template.Exists($"{path}.{key}")))
            findings.Add(new(TemplateDiagnostics.RemovedAuthorizer, path, LogicalId));
        template.Remove(path);
    }

    /// <summary>Early versions of the published generator created separate resources for authorizers and their permissions.</summary>
    private void RemoveStandAloneAuthorizers()
    {
        foreach (var id in template.Keys("Resources"))
        {
            var resource = $"Resources.{id}";
            var isAuthorizer = template.Text($"{resource}.Type") switch
            {
                "AWS::ApiGateway::Authorizer" or "AWS::ApiGatewayV2::Authorizer" => true,
                "AWS::Lambda::Permission" => id.EndsWith("AuthorizerPermission", StringComparison.Ordinal),
                _ => false,
            };
            if (isAuthorizer && template.IsOurs(resource))
                template.Remove(resource);
        }
    }
}
