namespace Amazon.Lambda.Annotations.SourceGenerator.Models;

/// <summary>What becomes of the method's result.</summary>
internal enum ReturnKind
{
    Nothing,

    /// <summary>Handed on as it is.</summary>
    Untouched,

    /// <summary>A body of type text/plain.</summary>
    Text,

    /// <summary>A body of the value's ToString in the current culture, labelled JSON.</summary>
    ValueText,

    /// <summary>A body written by the serializer.</summary>
    Json,

    /// <summary>An <c>IHttpResult</c>.</summary>
    HttpResult,

    /// <summary>An <c>IAuthorizerResult</c>.</summary>
    AuthorizerResult,
}

/// <param name="Kind">What becomes of the result.</param>
/// <param name="Type">The declared return type, fully qualified; <c>void</c> without one.</param>
/// <param name="ResultType">What is left of it after await.</param>
/// <param name="IsAwaited">Whether the entry point awaits the method.</param>
internal sealed record ReturnModel(ReturnKind Kind, string Type, string ResultType, bool IsAwaited);
