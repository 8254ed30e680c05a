using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace LocalGateway.Template.Resolving;

/// <summary>
/// <c>{{resolve:secretsmanager:id:SecretString:key}}</c> and <c>{{resolve:ssm:name}}</c>: reads a secret or a parameter that the same
/// template declares, or one from outside. If the service would generate the secret, the caller supplies its local value.
/// </summary>
internal sealed partial class DynamicReferences(
    ResourceValues resources, OutsideValues outside, Func<string, string>? generatedSecret, TemplateDiagnostics diagnostics)
{
    private const string Secret = "AWS::SecretsManager::Secret";

    public string Replace(string text, string path) =>
        text.Contains("{{resolve:", StringComparison.Ordinal) ? Reference().Replace(text, match => Value(match, path) ?? "") : text;

    private string? Value(Match reference, string path)
    {
        var service = reference.Groups["service"].Value;
        if (service is "ssm" or "ssm-secure")
            return SsmParameter(reference.Groups["rest"].Value.Split(':')[0], path);
        if (service != "secretsmanager")
            return Wrong(path, $"CloudFormation has no dynamic references to {service}, only to ssm, ssm-secure and secretsmanager");
        if (SecretReference().Match(reference.Groups["rest"].Value) is not { Success: true } parts)
            return Wrong(path, "a dynamic reference to a secret must be {{resolve:secretsmanager:id:SecretString:key}}");
        var id = parts.Groups["id"].Value;
        if ((resources.LogicalIdOf(Secret, null, id) ?? resources.LogicalIdOf(Secret, "Name", id)) is not { } logicalId)
            return outside.Find(OutsideValues.Secret, parts.Groups["key"] is { Length: > 0 } member ? $"{id}:{member.Value}" : id, path);
        var secret = SecretString(logicalId, path);
        var key = parts.Groups["key"].Value;
        if (key.Length == 0 || secret is null)
            return secret;
        return Member(secret, key) ?? Wrong(path, $"the secret {logicalId} has no '{key}'");
    }

    private string? SsmParameter(string name, string path) =>
        outside.Given(OutsideValues.Ssm, name)
        ?? (resources.LogicalIdOf("AWS::SSM::Parameter", null, name) is { } own ? Scalars.Text(resources.Property(own, "Value")) : null)
        ?? outside.Find(OutsideValues.Ssm, name, path);

    private string? SecretString(string logicalId, string path)
    {
        if (resources.Property(logicalId, "SecretString") is { } given)
            return Scalars.Text(given);
        if (resources.Property(logicalId, "GenerateSecretString") is not JsonObject generate)
            return Wrong(path, $"the secret {logicalId} has neither SecretString nor GenerateSecretString");
        if (generatedSecret is null)
            return Wrong(path, $"LocalGateway has no local value for the generated secret {logicalId}");
        var value = generatedSecret(logicalId);
        if (Scalars.Text(generate["GenerateStringKey"]) is not { } key)
            return value;
        if (ParseObject(Scalars.Text(generate["SecretStringTemplate"])) is not { } template)
            return Wrong(path, $"the SecretStringTemplate of {logicalId} is not a JSON object");
        template[key] = value;
        return template.ToJsonString();
    }

    private static string? Member(string secret, string key) => Scalars.Text(ParseObject(secret)?[key]);

    private static JsonObject? ParseObject(string? json)
    {
        try
        {
            return JsonNode.Parse(json ?? "null") as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private string? Wrong(string path, string reason)
    {
        diagnostics.Add(path, reason);
        return null;
    }

    [GeneratedRegex(@"\{\{resolve:(?<service>[^:{}]+):(?<rest>[^{}]*)\}\}")]
    private static partial Regex Reference();

    /// <summary>An ARN contains colons itself; the parts after the id may be empty or missing.</summary>
    [GeneratedRegex(@"^(?<id>arn:[^:]+:secretsmanager:[^:]*:[^:]*:secret:[^:]+|[^:]+)(:SecretString)?(:(?<key>[^:]*))?(:[^:]*)?(:[^:]*)?\z")]
    private static partial Regex SecretReference();
}
