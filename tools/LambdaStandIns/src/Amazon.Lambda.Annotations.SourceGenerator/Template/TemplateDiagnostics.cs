using Microsoft.CodeAnalysis;

namespace Amazon.Lambda.Annotations.SourceGenerator.Template;

/// <summary>
/// The diagnostics of template synchronisation. The published generator reports AWSLambda0001 for every template that it cannot
/// synchronise. Only the stand-in reports the others: the published generator writes the same template and reports nothing.
/// </summary>
internal static class TemplateDiagnostics
{
    public static readonly DiagnosticDescriptor Failed = new(
        "AWSLambda0001", "The template cannot be synchronised", "{0}", "AWSLambda", DiagnosticSeverity.Error, isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor Yaml = New(
        "LambdaStandIn1001",
        "YAML templates are not covered",
        "The template is YAML. The Amazon.Lambda stand-ins support only JSON templates. Use a JSON template, or the published packages "
        + "(LambdaPackages=published).",
        DiagnosticSeverity.Error);

    public static readonly DiagnosticDescriptor RemovedApi = Warning(
        "LambdaStandIn1002",
        "The API was removed with its last authorizer",
        "The resource '{0}' was removed with its last authorizer and all edits made by hand, because its Metadata.Tool says that "
        + "Amazon.Lambda.Annotations created it. Routes still refer to it until the next build. Build once more. To keep such a resource, "
        + "remove its Metadata.Tool.");

    public static readonly DiagnosticDescriptor RemovedAuthorizer = Warning(
        "LambdaStandIn1003",
        "An authorizer added by hand was removed",
        "'{0}' was removed, because the Metadata.Tool of '{1}' says that Amazon.Lambda.Annotations created '{1}'. Such an API keeps "
        + "only the authorizers of the code. Remove the Metadata.Tool of '{1}' to add your own authorizers.");

    public static readonly DiagnosticDescriptor ReplacedRestApiId = Warning(
        "LambdaStandIn1004",
        "A reference set by hand was replaced",
        "'{0}' referred to {1} and now refers to '{2}'. Every route refers to '{2}' while the template has a resource with that name.");

    public static readonly DiagnosticDescriptor MixedReference = Warning(
        "LambdaStandIn1005",
        "A value contains more than a reference",
        "'{0}' contains {1}. CloudFormation refuses this combination. Remove by hand what does not belong there.");

    public static readonly DiagnosticDescriptor AmbiguousDefaults = Warning(
        "LambdaStandIn1006",
        "The choice of the defaults file is ambiguous",
        "The template was found through '{0}'. Put an aws-lambda-tools-defaults.json beside the project file. Without it, the "
        + "first such file that the file system lists below the project is used, even from the build output.");

    public static readonly DiagnosticDescriptor NoProject = Warning(
        "LambdaStandIn1007",
        "The project folder cannot be determined",
        "No folder from '{0}' upward contains exactly one C# project file (*.csproj), and no other file with a class is below such a "
        + "folder. There is no template then. The published package then also generates no code, and reports nothing. Keep exactly one "
        + "project file in the project's folder.");

    private static DiagnosticDescriptor Warning(string id, string title, string message) => New(id, title, message, DiagnosticSeverity.Warning);

    private static DiagnosticDescriptor New(string id, string title, string message, DiagnosticSeverity severity) =>
        new(id, title, message, "LambdaStandIns", severity, isEnabledByDefault: true);
}
