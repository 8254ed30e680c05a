namespace LocalGateway.LocalTokens.SignIn.IdentityProvider;

/// <summary>An error of the user pools API: its type and message, sent with 400.</summary>
internal sealed record CognitoError(string Type, string Message)
{
    /// <summary>The same for an unknown user and a wrong password, as with <c>PreventUserExistenceErrors: ENABLED</c>.</summary>
    public static readonly CognitoError WrongPassword = new("NotAuthorizedException", "Incorrect username or password.");

    public static CognitoError Invalid(string message) => new("InvalidParameterException", message);
}
