using System.Text.Json.Nodes;
using LocalGateway.Template.Reading;

namespace LocalGateway.Template.Resolving;

/// <summary>A resource that is part of the stack, with all intrinsic functions resolved.</summary>
internal sealed record Resource(string LogicalId, string Type, JsonObject Properties);

/// <summary>Resolves the resources of a template: their values for <c>Ref</c> and <c>Fn::GetAtt</c>, and their properties.</summary>
internal sealed class ResourceValues
{
    private static readonly Dictionary<string, string> NameProperties = new(StringComparer.Ordinal)
    {
        ["AWS::ApiGateway::Model"] = "Name",
        ["AWS::ApiGateway::Stage"] = "StageName",
        ["AWS::Cognito::UserPoolGroup"] = "GroupName",
        ["AWS::DynamoDB::Table"] = "TableName",
        ["AWS::IAM::ManagedPolicy"] = "ManagedPolicyName",
        ["AWS::IAM::Role"] = "RoleName",
        ["AWS::Logs::LogGroup"] = "LogGroupName",
        ["AWS::Lambda::Function"] = "FunctionName",
        ["AWS::SecretsManager::Secret"] = "Name",
        ["AWS::Serverless::Function"] = "FunctionName",
        ["AWS::Serverless::SimpleTable"] = "TableName",
        ["AWS::SNS::Topic"] = "TopicName",
        ["AWS::SQS::Queue"] = "QueueName",
        ["AWS::SSM::Parameter"] = "Name",
    };

    /// <summary>The resource policy in a definition, and in the Auth of an API.</summary>
    private static readonly string[] Policies = ["x-amazon-apigateway-policy", "ResourcePolicy"];

    private readonly Dictionary<string, ResourceDeclaration> _declared;
    private readonly IReadOnlyDictionary<string, GeneratedResource> _generated;
    private readonly Conditions _conditions;
    private readonly TemplateDiagnostics _diagnostics;
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<string> _beingNamed = new(StringComparer.Ordinal);

    public ResourceValues(
        IReadOnlyList<ResourceDeclaration> resources,
        ParameterValues parameters,
        JsonObject mappings,
        Conditions conditions,
        TemplateOptions options,
        OutsideValues outside,
        TemplateDiagnostics diagnostics)
    {
        _declared = resources.ToDictionary(resource => resource.LogicalId, StringComparer.Ordinal);
        _generated = GeneratedResources.Of(resources);
        _conditions = conditions;
        _diagnostics = diagnostics;
        Identity = new LocalIdentity(options.Region, options.AccountId);
        var secrets = new DynamicReferences(this, outside, options.GeneratedSecret, diagnostics);
        Intrinsics = new Intrinsics(parameters, mappings, outside, diagnostics)
        {
            Condition = conditions.Holds,
            Resource = Value,
            Finish = secrets.Replace,
        };
    }

    public LocalIdentity Identity { get; }

    public Intrinsics Intrinsics { get; }

    /// <summary>The references that SAM writes with a dot: <c>Api.Stage</c>.</summary>
    public static bool IsReferableProperty(string property) => property is "Stage" or "Deployment" or "Version" or "Alias";

    public bool IsInStack(ResourceDeclaration resource) =>
        resource.Condition is null || _conditions.Holds(resource.Condition, $"{resource.LogicalId}.Condition");

    /// <summary>The properties with local meaning, resolved.</summary>
    public Resource Resolve(ResourceDeclaration declaration)
    {
        var properties = new JsonObject();
        foreach (var (name, value) in declaration.Properties)
        {
            var path = declaration.PathOf(name);
            if (NoLocalMeaning.Holds(declaration.Type, name))
                _diagnostics.IgnoreLocally($"{declaration.LogicalId}.{name}");
            else if (Intrinsics.Resolve(WithoutBrokenPolicy(value, path), path) is { } resolved)
                properties.Add(name, resolved);
        }

        return new Resource(declaration.LogicalId, declaration.Type, properties);
    }

    /// <summary>In a partial deployment, a resource policy whose values cannot be had is left aside. All else of the API still runs.</summary>
    private JsonNode? WithoutBrokenPolicy(JsonNode? property, string path)
    {
        foreach (var policy in _diagnostics.IsPartial && property is JsonObject api ? Policies.Where(api.ContainsKey).ToList() : [])
        {
            var start = _diagnostics.Count;
            Intrinsics.Resolve(property![policy], $"{path}.{policy}");
            if (_diagnostics.TakeSince(start) is not { } mistake)
                continue;
            _diagnostics.IgnoreLocally(mistake);
            property = new JsonObject(property.AsObject().Where(member => member.Key != policy)
                .Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())));
        }

        return property;
    }

    /// <summary>One property of a resource, resolved.</summary>
    public JsonNode? Property(string logicalId, string name) =>
        _declared.TryGetValue(logicalId, out var resource) ? Intrinsics.Resolve(resource.Properties[name], resource.PathOf(name)) : null;

    /// <summary>The logical id of the resource of this type with this <c>Ref</c> value or this attribute value.</summary>
    public string? LogicalIdOf(string type, string? attribute, string? value) => value is null
        ? null
        : _declared.Values
            .FirstOrDefault(resource => resource.Type == type && IsInStack(resource) && OwnValue(resource, attribute) == value)?.LogicalId;

    /// <summary>The logical id of the API with this id, whatever its type.</summary>
    public string? ApiOf(string? apiId) => LogicalIdOf(ResourceTypes.SamApi, null, apiId) ?? LogicalIdOf(ResourceTypes.RestApi, null, apiId);

    /// <summary>The logical id itself if it is that of an <c>AWS::Serverless::Api</c> in the stack: SAM takes it as text too.</summary>
    public string? SamApi(string logicalId) =>
        _declared.TryGetValue(logicalId, out var api) && api.Type == ResourceTypes.SamApi && IsInStack(api) ? logicalId : null;

    /// <summary>The resource of the stack with this <c>Ref</c> value.</summary>
    public ResourceDeclaration? OfRef(string value) =>
        _declared.Values.FirstOrDefault(resource => IsInStack(resource) && OwnValue(resource, null) == value);

    /// <summary>The logical id of the function with this ARN or this name.</summary>
    public string? FunctionOf(string arnOrName)
    {
        var attribute = arnOrName.StartsWith("arn:", StringComparison.Ordinal) ? "Arn" : null;
        return LogicalIdOf(ResourceTypes.SamFunction, attribute, arnOrName) ?? LogicalIdOf(ResourceTypes.LambdaFunction, attribute, arnOrName);
    }

    private string? OwnValue(ResourceDeclaration resource, string? attribute) => (resource.Type, attribute) switch
    {
        ("AWS::Lambda::Alias", null or "AliasArn") => OfFunction(resource, Scalars.Text(Property(resource.LogicalId, "Name")) ?? ""),
        ("AWS::Lambda::Version", null or "FunctionArn") => OfFunction(resource, "1"),
        _ => PlainValue(resource, attribute),
    };

    /// <summary>The ARN of a version or an alias.</summary>
    private string OfFunction(ResourceDeclaration resource, string qualifier)
    {
        var name = Scalars.Text(Property(resource.LogicalId, "FunctionName")) ?? "";
        var arn = FunctionOf(name) is { } function ? PlainValue(_declared[function], "Arn") : name;
        return $"{arn}:{qualifier}";
    }

    private string? PlainValue(ResourceDeclaration resource, string? attribute) => attribute is null
        ? Identity.Ref(resource.Type, resource.LogicalId, NameOf(resource))
        : Identity.Attribute(resource.Type, resource.LogicalId, NameOf(resource), attribute);

    private JsonNode? Value(string id, string? attribute, string path)
    {
        if (_generated.TryGetValue(id, out var generated))
            return GeneratedValue(id, generated, attribute, path);
        if (!_declared.TryGetValue(id, out var resource))
            return Wrong(path, $"refers to '{id}', which is neither a resource nor a parameter of the template");
        if (!IsInStack(resource))
            return Wrong(path, $"refers to '{id}', which is not in the stack because its condition {resource.Condition} is false");
        if (!ResourceTypes.IsRead(resource.Type))
            Intrinsics.SawIgnored = true;
        return OwnValue(resource, attribute) ?? Wrong(path, $"'{id}' ({resource.Type}) has no supported attribute '{attribute}'");
    }

    private JsonNode? GeneratedValue(string id, GeneratedResource generated, string? attribute, string path)
    {
        var owner = _declared[generated.Owner];
        if (!IsInStack(owner))
        {
            return Wrong(
                path, $"refers to '{id}', which is not in the stack because the condition {owner.Condition} of {owner.LogicalId} is false");
        }

        if (attribute is null && generated.Type == "AWS::ApiGateway::Stage")
            return Scalars.Text(Property(owner.LogicalId, "StageName")) ?? "Prod";
        if (attribute is null && generated.Type is "AWS::Lambda::Alias")
            return $"{OwnValue(owner, "Arn")}:{Scalars.Text(Property(owner.LogicalId, "AutoPublishAlias"))}";
        if (attribute is null && generated.Type is "AWS::Lambda::Version")
            return $"{OwnValue(owner, "Arn")}:1";
        return attribute is null
            ? Identity.Ref(generated.Type, id, id)
            : Identity.Attribute(generated.Type, id, id, attribute)
                ?? Wrong(path, $"'{id}' ({generated.Type}) has no supported attribute '{attribute}'");
    }

    private string NameOf(ResourceDeclaration resource)
    {
        if (_names.TryGetValue(resource.LogicalId, out var known))
            return known;
        var name = resource.LogicalId;
        if (NameProperties.TryGetValue(resource.Type, out var property) && resource.Properties[property] is { } given)
        {
            if (_beingNamed.Add(resource.LogicalId))
                name = Scalars.Text(Intrinsics.Resolve(given, resource.PathOf(property))) ?? name;
            else
                Wrong(resource.PathOf(property), "depends on itself");
        }

        return _names[resource.LogicalId] = name;
    }

    private JsonNode? Wrong(string path, string reason)
    {
        _diagnostics.Add(path, reason);
        return null;
    }
}
