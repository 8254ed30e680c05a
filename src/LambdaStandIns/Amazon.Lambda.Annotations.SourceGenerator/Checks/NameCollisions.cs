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
        if (IsKeyword(instance) || instance == "serializer" || reserved.Contains(instance))
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

    /// <summary>What the published generator declares in such a function, found by trying each name in each kind of function.</summary>
    private static HashSet<string> Reserved(FunctionModel function, StartupModel? startup)
    {
        HashSet<string> reserved = [];
        var sources = function.Parameters.Select(parameter => parameter.Source).ToList();
        var result = function.Return.Kind;
        if (startup is not null)
            reserved.UnionWith(["scope", "serviceProvider", "serializer"]);
        if (function.Kind == FunctionKind.Plain)
            return reserved;

        if (result != ReturnKind.Nothing)
            reserved.Add("response");
        if (sources.Any(IsConverted))
            reserved.Add("e");
        if (function.Kind == FunctionKind.RestApi && sources.Any(source => IsConverted(source) || IsChecked(source)))
            reserved.UnionWith(["validationErrors", "errorResult"]);
        if (sources.Contains(ParameterSource.BodyJson))
            reserved.UnionWith(["stream", "byteArray", "serializer"]);
        if (result == ReturnKind.HttpResult)
            reserved.UnionWith(["httpResults", "errorStream", "serializer"]);
        if (result is ReturnKind.HttpResult or ReturnKind.AuthorizerResult)
            reserved.Add("serializationOptions");
        if (result is ReturnKind.Json or ReturnKind.ValueText)
            reserved.Add("body");
        if (result == ReturnKind.Json)
            reserved.UnionWith(["reader", "memoryStream", "serializer"]);
        return reserved;
    }

    private static bool IsConverted(ParameterSource source) => source
        is ParameterSource.Route or ParameterSource.Query or ParameterSource.Header or ParameterSource.BodyJson
        or ParameterSource.AuthorizerContext or ParameterSource.AuthorizationToken;

    private static bool IsChecked(ParameterSource source) => source
        is ParameterSource.Service or ParameterSource.QueryList or ParameterSource.HeaderList;
}
