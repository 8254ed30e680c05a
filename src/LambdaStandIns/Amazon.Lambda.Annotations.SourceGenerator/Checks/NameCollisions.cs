using Amazon.Lambda.Annotations.SourceGenerator.Models;

using Microsoft.CodeAnalysis.CSharp;

namespace Amazon.Lambda.Annotations.SourceGenerator.Checks;

/// <summary>
/// The published generator turns the parameters of an API method into locals of their own names, and the class into one of its name in
/// camel case, beside locals of its own. Here they are called apart, so a clash would be seen in published builds only.
/// </summary>
internal static class NameCollisions
{
    public static IEnumerable<(string What, string Name)> In(FunctionModel function, StartupModel? startup)
    {
        if (IsKeyword(function.MethodName))
            yield return ("method", function.MethodName);
        var reserved = Reserved(function, startup);
        var instance = char.ToLowerInvariant(function.ClassName[0]) + function.ClassName.Substring(1);
        if (IsKeyword(instance) || reserved.Contains(instance))
            yield return ("class", function.ClassName);

        foreach (var parameter in function.Parameters)
        {
            var isLocal = function.Kind == FunctionKind.Plain
                ? parameter.Source == ParameterSource.Service
                : parameter.Source is not (ParameterSource.Context or ParameterSource.Event);
            if (isLocal && (IsKeyword(parameter.Name) || parameter.Name == instance || reserved.Contains(parameter.Name)))
                yield return ("parameter", parameter.Name);
        }
    }

    private static bool IsKeyword(string name) => SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None;

    private static HashSet<string> Reserved(FunctionModel function, StartupModel? startup)
    {
        HashSet<string> reserved = ["serializer"];
        if (startup is not null)
            reserved.UnionWith(["scope", "serviceProvider"]);
        if (function.Kind != FunctionKind.Plain)
            reserved.UnionWith(["response", "e"]);
        if (function.Kind == FunctionKind.RestApi)
            reserved.UnionWith(["validationErrors", "errorResult"]);
        if (function.Parameters.Any(parameter => parameter.Source == ParameterSource.BodyJson))
            reserved.UnionWith(["stream", "byteArray"]);
        if (function.Return.Kind is ReturnKind.HttpResult or ReturnKind.AuthorizerResult)
            reserved.UnionWith(["httpResults", "errorStream", "serializationOptions"]);
        if (function.Return.Kind is ReturnKind.Json or ReturnKind.ValueText)
            reserved.UnionWith(["body", "reader", "memoryStream"]);
        return reserved;
    }
}
