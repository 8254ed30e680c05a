using Microsoft.CodeAnalysis;

namespace Amazon.Lambda.Annotations.SourceGenerator.Template;

/// <summary>
/// What synchronising a template can report. AWSLambda0001 is the published generator's answer to every template it cannot
/// synchronise. The others are this stand-in's own: the template comes out as with the published generator, which says nothing.
/// </summary>
internal static class TemplateDiagnostics
{
    public static readonly DiagnosticDescriptor Failed = new(
        "AWSLambda0001", "The template cannot be synchronised", "{0}", "AWSLambda", DiagnosticSeverity.Error, isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor Yaml = New(
        "LambdaStandIn1001",
        "YAML templates are not covered",
        "The template is YAML. The Amazon.Lambda stand-ins keep JSON templates only: use a JSON template, or the published packages "
        + "(LambdaPackages=published).",
        DiagnosticSeverity.Error);

    public static readonly DiagnosticDescriptor RemovedApi = Warning(
        "LambdaStandIn1002",
        "The API went with its last authorizer",
        "The resource '{0}', marked as made by Amazon.Lambda.Annotations, was removed with the last authorizer, hand-made edits included. "
        + "Routes still refer to it until the template is synchronised again: build once more. Without its Metadata.Tool it would have "
        + "stayed.");

    public static readonly DiagnosticDescriptor RemovedAuthorizer = Warning(
        "LambdaStandIn1003",
        "A hand-made authorizer was removed",
        "'{0}' was removed: '{1}' is marked as made by Amazon.Lambda.Annotations and keeps no other authorizers. Remove its "
        + "Metadata.Tool to add your own.");

    public static readonly DiagnosticDescriptor ReplacedRestApiId = Warning(
        "LambdaStandIn1004",
        "A hand-made reference was replaced",
        "'{0}' referred to {1} and now refers to '{2}': every route does while the template has a resource of that name");

    public static readonly DiagnosticDescriptor MixedReference = Warning(
        "LambdaStandIn1005",
        "A value holds more than a reference",
        "'{0}' holds {1}, which CloudFormation refuses: remove by hand what does not belong there");

    public static readonly DiagnosticDescriptor AmbiguousDefaults = Warning(
        "LambdaStandIn1006",
        "The file that names the template is found by chance",
        "The template was found through '{0}'. Put an aws-lambda-tools-defaults.json beside the project file: further down "
        + "the first one that the file system lists is taken, build output included.");

    public static readonly DiagnosticDescriptor NoProject = Warning(
        "LambdaStandIn1007",
        "The project's folder cannot be told",
        "No folder from '{0}' upward holds exactly one C# project file (*.csproj), and no other file with a class lies under one. There is "
        + "no template then. The published package generates no code either, without a word. Keep one project file in the project's folder.");

    private static DiagnosticDescriptor Warning(string id, string title, string message) => New(id, title, message, DiagnosticSeverity.Warning);

    private static DiagnosticDescriptor New(string id, string title, string message, DiagnosticSeverity severity) =>
        new(id, title, message, "LambdaStandIns", severity, isEnabledByDefault: true);
}
