namespace Amazon.Lambda.Annotations.SourceGenerator.Models;

/// <summary>Where the value of a parameter comes from.</summary>
internal enum ParameterSource
{
    /// <summary>The entry point's own parameter: the request, or the event of a plain function.</summary>
    Event,
    Context,
    Service,
    Route,
    Query,
    QueryList,
    Header,
    HeaderList,
    BodyText,
    BodyJson,

    /// <summary>A value that the API's authorizer put into the request context.</summary>
    AuthorizerContext,

    /// <summary>The token that API Gateway takes from the identity header for a TOKEN authorizer.</summary>
    AuthorizationToken,
}

/// <param name="Name">The parameter's name, without the @ that a keyword needs in code.</param>
/// <param name="Type">The declared type, or the item type of a list, fully qualified.</param>
/// <param name="Source">Where the value comes from.</param>
/// <param name="Key">The name of the value at its source.</param>
internal sealed record ParameterModel(string Name, string Type, ParameterSource Source, string Key);
