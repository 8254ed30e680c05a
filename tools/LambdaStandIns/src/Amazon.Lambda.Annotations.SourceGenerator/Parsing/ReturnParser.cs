using Amazon.Lambda.Annotations.SourceGenerator.Diagnostics;
using Amazon.Lambda.Annotations.SourceGenerator.Models;

using Microsoft.CodeAnalysis;

namespace Amazon.Lambda.Annotations.SourceGenerator.Parsing;

/// <summary>Reads from the return type of a method how its result is returned.</summary>
internal static class ReturnParser
{
    public static ReturnModel Parse(IMethodSymbol method, FunctionKind kind, Reporter report)
    {
        var declared = method.ReturnType;
        var isValueTask = IsTask(declared, "ValueTask");
        var isTask = IsTask(declared, "Task");
        // The ValueTask of a plain function is passed on unchanged, as by the published generator.
        var isAwaited = isTask || (isValueTask && kind != FunctionKind.Plain);
        if (isValueTask && kind != FunctionKind.Plain)
            report(DifferenceDiagnostics.ValueTask, method.Name);

        var result = !isAwaited ? declared : ((INamedTypeSymbol)declared).TypeArguments.SingleOrDefault();
        var returnKind = result is null || result.SpecialType == SpecialType.System_Void ? ReturnKind.Nothing
            : kind switch
            {
                FunctionKind.RestApi => ApiResult(method, result, isAwaited, report),
                FunctionKind.Authorizer => AuthorizerResult(method, result, report),
                _ => ReturnKind.Untouched,
            };
        return new ReturnModel(returnKind, declared.InCode(), result?.InCode() ?? "void", isAwaited);
    }

    /// <summary>The type itself, or the result type of a Task or ValueTask.</summary>
    public static ITypeSymbol Awaited(ITypeSymbol type) =>
        IsTask(type, "Task") || IsTask(type, "ValueTask")
            ? ((INamedTypeSymbol)type).TypeArguments.SingleOrDefault() ?? type
            : type;

    private static bool IsTask(ITypeSymbol type, string name) =>
        type is INamedTypeSymbol { TypeArguments.Length: <= 1 }
        && type.Name == name
        && type.ContainingNamespace.InCode() == "System.Threading.Tasks";

    private static ReturnKind ApiResult(
        IMethodSymbol method, ITypeSymbol result, bool isAwaited, Reporter report)
    {
        if (result.IsOrImplements(KnownNames.HttpResult))
        {
            if (!result.IsExactly(KnownNames.HttpResult))
                Unrecognised("an IHttpResult", "answers 200 with the result object as JSON", "IHttpResult");
            return ReturnKind.HttpResult;
        }

        if (result.Is(KnownNames.ProxyResponse))
        {
            if (result.IsAnnotated())
                Unrecognised("a response", "answers 200 with the response object as JSON", "APIGatewayProxyResponse");
            return ReturnKind.Untouched;
        }

        if (result.IsString() && !isAwaited)
        {
            if (result.IsAnnotated())
                Unrecognised("text", "answers with the text as a JSON string", "string");
            return ReturnKind.Text;
        }

        return result.IsValueType && !isAwaited ? ReturnKind.ValueText : ReturnKind.Json;

        void Unrecognised(string what, string effect, string instead) =>
            report(
                DifferenceDiagnostics.ReturnType,
                method.Name, method.ReturnType.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat), what, effect,
                isAwaited ? $"Task<{instead}>" : instead);
    }

    private static ReturnKind AuthorizerResult(IMethodSymbol method, ITypeSymbol result, Reporter report)
    {
        if (!result.IsOrImplements(KnownNames.AuthorizerResult))
            return ReturnKind.Untouched;
        if (!result.IsExactly(KnownNames.AuthorizerResult))
        {
            report(
                DifferenceDiagnostics.ReturnType,
                method.Name, method.ReturnType.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat), "an IAuthorizerResult",
                    "answers with the result object as JSON, which API Gateway refuses", "IAuthorizerResult");
        }

        return ReturnKind.AuthorizerResult;
    }
}
