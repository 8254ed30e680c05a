namespace Amazon.Lambda.Annotations.SourceGenerator.Models;

/// <summary>How the result of the method is returned.</summary>
internal enum ReturnKind
{
    Nothing,

    /// <summary>The result is returned unchanged.</summary>
    Untouched,

    /// <summary>A body of type text/plain.</summary>
    Text,

    /// <summary>A body with the ToString() of the value in the current culture. Its content type is JSON.</summary>
    ValueText,

    /// <summary>A body that the serializer writes.</summary>
    Json,

    /// <summary>An <c>IHttpResult</c>.</summary>
    HttpResult,

    /// <summary>An <c>IAuthorizerResult</c>.</summary>
    AuthorizerResult,
}

/// <param name="Kind">How the result is returned.</param>
/// <param name="Type">The declared return type, fully qualified. <c>void</c> if there is none.</param>
/// <param name="ResultType">The type of the result after await.</param>
/// <param name="IsAwaited">Whether the entry point awaits the method.</param>
internal sealed record ReturnModel(ReturnKind Kind, string Type, string ResultType, bool IsAwaited);
