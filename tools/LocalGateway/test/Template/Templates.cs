using LocalGateway.Model;
using LocalGateway.Template;

namespace LocalGateway.Tests.Template;

/// <summary>Short ways to read small templates.</summary>
internal static class Templates
{
    public const string Sam = "Transform: AWS::Serverless-2016-10-31\n";

    public static Deployment Read(string text, params (string Name, string Value)[] parameters) =>
        SamTemplate.Parse(text, new TemplateOptions { Parameters = parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Value) });

    /// <summary>The diagnostics of a template that must be refused, each as <c>Path: reason</c>.</summary>
    public static IReadOnlyList<string> Refused(string text, params (string Name, string Value)[] parameters) =>
        [.. Assert.Throws<TemplateException>(() => Read(text, parameters)).TemplateDiagnostics.Select(diagnostic => diagnostic.ToString())];

    public static ApiMethod Method(this RestApi api, string method, string path) =>
        Assert.Single(api.Methods, candidate => candidate.HttpMethod == method && candidate.ResourcePath == path);

    /// <summary>The methods as <c>GET /path</c>, sorted.</summary>
    public static IEnumerable<string> Routes(this RestApi api) =>
        api.Methods.Select(method => $"{method.HttpMethod} {method.ResourcePath}").Order(StringComparer.Ordinal);

    /// <summary>A template with these resources (indented by two) and a function F whose Api events (E0, E1, …) have these properties.</summary>
    public static string WithEvents(string resources, params string[] events)
    {
        var declared = events.Select((properties, index) => $"        E{index}: {{ Type: Api, Properties: {properties} }}");
        return $"""
            {Sam}Resources:
            {resources}
              F:
                Type: AWS::Serverless::Function
                Properties:
                  Runtime: dotnet10
                  Handler: A::B::C
                  CodeUri: src
                  Events:
            {string.Join('\n', declared)}
            """;
    }

    public static string Indent(string text, int blanks) =>
        string.Join('\n', text.Split('\n').Select(line => new string(' ', blanks) + line));
}
