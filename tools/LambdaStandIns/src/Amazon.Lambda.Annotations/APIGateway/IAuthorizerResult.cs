namespace Amazon.Lambda.Annotations.APIGateway;

/// <summary>The result of a Lambda authorizer. <see cref="AuthorizerResults"/> creates it.</summary>
public interface IAuthorizerResult
{
    bool IsAuthorized { get; }

    /// <summary>Null until it is set. Null is written as "user".</summary>
    string PrincipalId { get; }

    /// <summary>Null until the first <see cref="WithContext"/>.</summary>
    IDictionary<string, object> Context { get; }

    /// <summary>
    /// Adds a value about the caller for the integration, and returns the same result. The value may be a string, int, long, bool, float,
    /// double or null. Any other value throws when the result is written.
    /// </summary>
    IAuthorizerResult WithContext(string key, object value);

    IAuthorizerResult WithPrincipalId(string principalId);

    /// <summary>Returns the result as the JSON that API Gateway expects from an authorizer.</summary>
    Stream Serialize(AuthorizerResultSerializationOptions options);
}

/// <summary>The options for writing an <see cref="IAuthorizerResult"/>.</summary>
public class AuthorizerResultSerializationOptions
{
    public enum AuthorizerFormat
    {
        HttpApiSimple = 0,
        HttpApiIamPolicy = 1,
        RestApi = 2,
    }

    public AuthorizerFormat Format { get; set; }

    /// <summary>The resource of the policy. Null means every resource.</summary>
    public string MethodArn { get; set; }
}
