using Amazon.Lambda.Annotations.SourceGenerator.Diagnostics;
using Amazon.Lambda.Annotations.SourceGenerator.Models;
using Amazon.Lambda.Annotations.SourceGenerator.Parsing;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Amazon.Lambda.Annotations.SourceGenerator.Checks;

/// <summary>
/// Finds names that collide with names in the published code. The published generator declares a local variable for each parameter, with
/// the name of the parameter, and one for the class, with its name in camel case. It also declares its own local variables and writes
/// type names without namespaces. The stand-in avoids all these collisions, so they would occur only in published builds.
/// </summary>
internal static class NameCollisions
{
    /// <summary>Names of the function that collide with names in the published code.</summary>
    public static IEnumerable<(string What, string Name)> In(FunctionModel function, StartupModel? startup)
    {
        var instance = function.ClassName.Length == 1
            ? function.ClassName
            : char.ToLowerInvariant(function.ClassName[0]) + function.ClassName.Substring(1);
        string[] expressions = [.. PublishedCode.ExpressionNames(function)];
        string[] members = startup is null ? [instance, "serializer"]
            : startup.Form == StartupForm.ConfigureHostBuilder ? ["serviceProvider", "host"] : ["serviceProvider"];
        if (IsKeyword(function.MethodName) || function.MethodName == "Environment"
            || expressions.Contains(function.MethodName) || members.Contains(function.MethodName))
        {
            yield return ("method", function.MethodName);
        }

        var locals = PublishedCode.Locals(function, startup);
        // Without a startup class the instance is a field. Local variables of an inner block do not collide with a field.
        var isField = startup is null;
        if (IsKeyword(instance) || instance == "serializer"
            || (locals.Contains(instance) && !(isField && PublishedCode.InnerLocals.Contains(instance))))
            yield return ("class", function.ClassName);

        foreach (var parameter in function.Parameters)
        {
            var isLocal = function.Kind == FunctionKind.Plain
                ? parameter.Source == ParameterSource.Service
                : parameter.Source is not (ParameterSource.Context or ParameterSource.Event);
            if (isLocal && (IsKeyword(parameter.Name) || parameter.Name == instance
                || locals.Contains(parameter.Name) || expressions.Contains(parameter.Name)))
            {
                yield return ("parameter", parameter.Name);
            }
        }
    }

    /// <summary>Type names in the published code that mean something else in the namespace of that code.</summary>
    public static IEnumerable<DiagnosticInfo> InScope(
        ParsedFunction parsed, ProjectFacts project, StartupModel? startup, PublishedScope scope)
    {
        if (parsed.Model is not { } function || parsed.Diagnostics.Any(diagnostic => diagnostic.IsError))
            yield break;

        var imports = PublishedCode.Imports(function, startup).ToList();
        foreach (var name in PublishedCode.TypeNames(function, startup, project))
        {
            var ofGenerated = name.Name == function.GeneratedClassName && name.Arity == 0
                ? $"{function.Namespace}.{function.GeneratedClassName}"
                : null;
            if ((ofGenerated ?? scope.Meaning(function.Namespace, name.Name, name.Arity, imports)) is { } meaning && meaning != name.Target)
            {
                yield return Hidden(name.Name, meaning, name.Target);
            }
        }

        var taken = PublishedCode.ExtensionCalls(function, startup)
            .Select(call => (Call: call, Other: scope.Other(function.Namespace, call, imports)))
            .Where(found => found.Other is not null)
            .Select(found => Hidden(found.Call.Name, found.Other!, $"{found.Call.Home}.{found.Call.Name}"));
        foreach (var diagnostic in taken.Distinct())
            yield return diagnostic;

        DiagnosticInfo Hidden(string name, string meaning, string target) =>
            DiagnosticInfo.Create(DifferenceDiagnostics.HiddenName, parsed.Location, name, function.MethodName, meaning, target);
    }

    private static bool IsKeyword(string name) => SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None;
}
