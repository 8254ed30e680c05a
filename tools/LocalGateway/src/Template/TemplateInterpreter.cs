using System.Text.Json.Nodes;
using LocalGateway.Model;
using LocalGateway.Template.Import;
using LocalGateway.Template.Resolving;
using LocalGateway.Template.Resources;
using LocalGateway.Template.Sam;

namespace LocalGateway.Template;

/// <summary>Builds the deployment from the resolved resources.</summary>
internal sealed class TemplateInterpreter(
    ResourceValues values,
    IReadOnlyList<Resource> resources,
    TemplateOptions options,
    string folder,
    TemplateDiagnostics diagnostics)
{
    private const string ApiType = "AWS::Serverless::Api";

    public Deployment Run()
    {
        var functionReader = new FunctionReader(values.Identity, new ApiEventReader(values, diagnostics), folder, diagnostics);
        var functions = Of("AWS::Serverless::Function").Select(functionReader.Read).ToList();
        var events = functions.SelectMany(function => function.Events).ToList();
        var plans = new UsagePlanReader(values, diagnostics);
        var translated = Of(ApiType).Select(api => Translate(api, events, plans)).ToList();
        plans.Read(resources, translated.ToDictionary(api => api.Api.LogicalId, api => api.Api.Stage.Name, StringComparer.Ordinal));
        foreach (var secret in Of("AWS::SecretsManager::Secret"))
            Check(secret);
        var deployment = new Deployment
        {
            Region = options.Region,
            AccountId = options.AccountId,
            Functions =
                functions.ToDictionary(function => function.Function.LogicalId, function => function.Function, StringComparer.Ordinal),
            Tables = Of("AWS::DynamoDB::Table")
                .Select(table => TableReader.Read(table, diagnostics))
                .ToDictionary(table => table.LogicalId, StringComparer.Ordinal),
            UserPools = new UserPoolReader(values, diagnostics).Read(resources),
            Roles = new RoleReader(values, diagnostics).Read(resources),
            ApiKeys = plans.ApiKeys,
            UsagePlans = plans.UsagePlans,
        };
        // As in a real deployment: API Gateway never sees a template that SAM refuses.
        diagnostics.ThrowIfAny();
        return deployment with { RestApis = [.. translated.Select(Import)] };
    }

    private IEnumerable<Resource> Of(string type) => resources.Where(resource => resource.Type == type);

    private Section Open(Resource resource) => new(resource.Type, $"{resource.LogicalId}.Properties", resource.Properties, diagnostics);

    /// <summary>Translates an API as SAM does. Returns the API and its document, which is not yet imported.</summary>
    private (RestApi Api, JsonObject Document) Translate(Resource resource, IReadOnlyList<ApiEvent> events, UsagePlanReader plans)
    {
        var section = Open(resource);
        var stage = StageReader.Read(section);
        var auth = new ApiAuth(section.Object("Auth"), options.Region, diagnostics);
        var routes = events.Where(route => route.Api == resource.LogicalId).ToList();
        var document = EffectiveDocument.Build(section, auth, routes, options.Region, diagnostics);
        if (auth.UsagePlan is { } plan)
            plans.AddOfApi(plan, resource.LogicalId, stage.Name);
        var api = new RestApi
        {
            LogicalId = resource.LogicalId,
            ApiId = values.Identity.Ref(ApiType, resource.LogicalId, resource.LogicalId),
            Stage = stage,
            MinimumCompressionSize = section.Integer("MinimumCompressionSize", 0, 10_485_760),
            ApiKeySource = section.Text("ApiKeySourceType") == "AUTHORIZER" ? ApiKeySource.Authorizer : ApiKeySource.Header,
        };
        section.Close();
        return (api, document);
    }

    private RestApi Import((RestApi Api, JsonObject Document) translated)
    {
        var path = $"{translated.Api.LogicalId}.Properties.DefinitionBody";
        return OpenApiImport.Run(
            translated.Document, translated.Api, new ImportScope(path, values, translated.Api.Stage.Variables, diagnostics));
    }

    private void Check(Resource secret)
    {
        var section = Open(secret);
        section.Node("Name");
        section.Node("SecretString");
        if (section.Object("GenerateSecretString") is { } generate)
        {
            generate.Node("GenerateStringKey");
            generate.Node("SecretStringTemplate");
            generate.Close();
        }
        section.Close();
    }
}
