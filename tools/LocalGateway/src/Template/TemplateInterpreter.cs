using System.Text.Json.Nodes;
using LocalGateway.Model;
using LocalGateway.Template.ApiGateway;
using LocalGateway.Template.Expanding;
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
    LocalFiles files,
    TemplateDiagnostics diagnostics)
{
    private readonly OutsideResources _outside = new(values.Identity, diagnostics);

    public Deployment Run()
    {
        var functionReader = new FunctionReader(values.Identity, new ApiEventReader(values, diagnostics), options, files.Folder, diagnostics);
        var functions = Of(ResourceTypes.SamFunction).Concat(Of(ResourceTypes.LambdaFunction)).Select(functionReader.Read).ToList();
        var events = functions.SelectMany(function => function.Events).ToList();
        var plans = new UsagePlanReader(values, diagnostics);
        var parts = new ApiParts(values, resources, diagnostics);
        var restApis = new RestApiReader(values, parts, files, diagnostics);
        var translated = Of(ResourceTypes.SamApi).Select(api => Translate(api, events, plans))
            .Concat(Of(ResourceTypes.RestApi).Select(restApis.Read))
            .ToList();
        foreach (var (api, document) in translated)
            parts.AddTo(document, api.LogicalId, DocumentPath(api));
        parts.ReportOthers();
        plans.Read(resources, Stages(translated.Select(api => api.Api)));
        foreach (var secret in Of("AWS::SecretsManager::Secret"))
            Check(secret);
        var pools = new UserPoolReader(values, _outside, diagnostics).Read(resources);
        var roles = new RoleReader(values, diagnostics).Read(resources);
        var deployment = new Deployment
        {
            IsPartial = options.Partial,
            Region = options.Region,
            AccountId = options.AccountId,
            Functions =
                functions.ToDictionary(function => function.Function.LogicalId, function => function.Function, StringComparer.Ordinal),
            Tables = Of(ResourceTypes.Table).Concat(Of(ResourceTypes.SimpleTable))
                .Select(table => TableReader.Read(table, diagnostics))
                .ToDictionary(table => table.LogicalId, StringComparer.Ordinal),
            ApiKeys = plans.ApiKeys,
            UsagePlans = plans.UsagePlans,
        };
        diagnostics.BeginStep();
        return deployment with
        {
            RestApis = [.. translated.Select(Import)],
            UserPools = pools.Concat(_outside.UserPools).ToDictionary(StringComparer.Ordinal),
            Roles = roles.Concat(_outside.Roles).ToDictionary(StringComparer.Ordinal),
        };
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
        var document = EffectiveDocument.Build(section, auth, routes, files, options.Region, diagnostics);
        if (auth.UsagePlan is { } plan)
            plans.AddOfApi(plan, resource.LogicalId, stage.Name);
        var api = new RestApi
        {
            LogicalId = resource.LogicalId,
            ApiId = values.Identity.Ref(resource.Type, resource.LogicalId, resource.LogicalId),
            Stage = stage,
            MinimumCompressionSize = section.Integer("MinimumCompressionSize", 0, 10_485_760),
            ApiKeySource = section.Text("ApiKeySourceType") == "AUTHORIZER" ? ApiKeySource.Authorizer : ApiKeySource.Header,
        };
        section.Close();
        return (api, document);
    }

    /// <summary>The names of all stages of each API, also of those that are not served.</summary>
    private ILookup<string, string> Stages(IEnumerable<RestApi> apis) => apis.Select(api => (Api: api.LogicalId, Stage: api.Stage.Name))
        .Concat(Of("AWS::ApiGateway::Stage").Concat(Of("AWS::ApiGateway::Deployment"))
            .Select(stage => (Api: values.ApiOf(Scalars.Text(stage.Properties["RestApiId"])), Stage: Scalars.Text(stage.Properties["StageName"])))
            .Where(stage => stage is { Api: not null, Stage: not null })
            .Select(stage => (stage.Api!, stage.Stage!)))
        .ToLookup(stage => stage.Item1, stage => stage.Item2, StringComparer.Ordinal);

    private string DocumentPath(RestApi api) =>
        $"{api.LogicalId}.Properties.{(Of(ResourceTypes.RestApi).Any(plain => plain.LogicalId == api.LogicalId) ? "Body" : "DefinitionBody")}";

    private RestApi Import((RestApi Api, JsonObject Document) translated)
    {
        return OpenApiImport.Run(
            translated.Document,
            translated.Api,
            new ImportScope(DocumentPath(translated.Api), values, _outside, translated.Api.Stage.Variables, diagnostics));
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
