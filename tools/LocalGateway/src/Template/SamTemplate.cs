using LocalGateway.Model;
using LocalGateway.Template.Reading;
using LocalGateway.Template.Resolving;
using LocalGateway.Template.Sam;

namespace LocalGateway.Template;

/// <summary>
/// Reads a SAM template as a deployment would. It resolves parameters, conditions and intrinsic functions, makes SAM's additions, and
/// imports the OpenAPI document of each API.
/// </summary>
public static class SamTemplate
{
    private static readonly HashSet<string> Supported = new(StringComparer.Ordinal)
    {
        "AWS::ApiGateway::ApiKey", "AWS::ApiGateway::UsagePlan", "AWS::ApiGateway::UsagePlanKey",
        "AWS::Cognito::UserPool", "AWS::Cognito::UserPoolClient", "AWS::Cognito::UserPoolGroup",
        "AWS::DynamoDB::Table", "AWS::IAM::ManagedPolicy", "AWS::IAM::Policy", "AWS::IAM::Role", "AWS::SecretsManager::Secret",
        "AWS::Serverless::Api", "AWS::Serverless::Function",
    };

    /// <summary>Reads a template from a file, JSON or YAML.</summary>
    /// <exception cref="TemplateException">The template is not valid; the exception names each place and reason.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Deployment Load(string path, TemplateOptions options) =>
        Parse(File.ReadAllText(path), options, Path.GetDirectoryName(Path.GetFullPath(path))!, Path.GetFileName(path));

    /// <summary>
    /// Reads the text of a template. <paramref name="folder"/>: the folder that a CodeUri is relative to; by default the current folder.
    /// <paramref name="source"/>: the template's name, for messages about its syntax.
    /// </summary>
    /// <exception cref="TemplateException">The template is not valid; the exception names each place and reason.</exception>
    public static Deployment Parse(string text, TemplateOptions options, string? folder = null, string source = "template")
    {
        var diagnostics = new TemplateDiagnostics();
        var document = TemplateDocument.From(TemplateReader.Read(text, source), diagnostics);
        diagnostics.ThrowIfAny();

        var parameters = ParameterValues.From(document.Parameters, options, diagnostics);
        var conditions = new Conditions(document.Conditions, parameters, document.Mappings, diagnostics);
        diagnostics.ThrowIfAny();

        var declared = ImplicitApi.AddWhereNeeded(
            document.Resources,
            resource => resource.Condition is null || conditions.Holds(resource.Condition, $"{resource.LogicalId}.Condition"));
        declared = Globals.Apply(document.Globals, declared, diagnostics);
        ReferenceCheck.Run(declared, document.Outputs, parameters, document.Conditions, diagnostics);
        diagnostics.ThrowIfAny();

        var values = new ResourceValues(declared, parameters, document.Mappings, conditions, options, diagnostics);
        var resources = Resolve(declared, values, diagnostics);
        diagnostics.ThrowIfAny();

        var deployment = new TemplateInterpreter(values, resources, options, folder ?? Directory.GetCurrentDirectory(), diagnostics).Run();
        diagnostics.ThrowIfAny();
        return deployment with { IgnoredLocally = diagnostics.IgnoredLocally };
    }

    private static List<Resource> Resolve(IReadOnlyList<ResourceDeclaration> declared, ResourceValues values, TemplateDiagnostics diagnostics)
    {
        var resources = new List<Resource>();
        foreach (var resource in declared.Where(values.IsInStack))
        {
            if (NoLocalMeaning.Holds(resource.Type))
                diagnostics.IgnoreLocally($"{resource.LogicalId} ({resource.Type})");
            else if (Supported.Contains(resource.Type))
                resources.Add(values.Resolve(resource));
            else
                diagnostics.Add($"{resource.LogicalId}.Type", $"{resource.Type} is not supported");
        }
        return resources;
    }
}
