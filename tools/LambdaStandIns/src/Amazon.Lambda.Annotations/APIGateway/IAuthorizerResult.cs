namespace Amazon.Lambda.Annotations.APIGateway;

/// <summary>What a Lambda authorizer decides; made by <see cref="AuthorizerResults"/>.</summary>
public interface IAuthorizerResult
{
    bool IsAuthorized { get; }

    /// <summary>Null until set; written as "user" then.</summary>
    string PrincipalId { get; }

    /// <summary>Null until the first <see cref="WithContext"/>.</summary>
    IDictionary<string, object> Context { get; }

    /// <summary>
    /// Tells the integration something about the caller, and returns the same result. The value may be a string, int, long, bool, float,
    /// double or null; others fail when the result is written.
    /// </summary>
    IAuthorizerResult WithContext(string key, object value);

    IAuthorizerResult WithPrincipalId(string principalId);

    /// <summary>The decision as the JSON that API Gateway expects of an authorizer.</summary>
    Stream Serialize(AuthorizerResultSerializationOptions options);
}

/// <summary>How an <see cref="IAuthorizerResult"/> is written.</summary>
public class AuthorizerResultSerializationOptions
{
    public enum AuthorizerFormat
    {
        HttpApiSimple = 0,
        HttpApiIamPolicy = 1,
        RestApi = 2,
    }

    public AuthorizerFormat Format { get; set; }

    /// <summary>What the policy is about; null means everything.</summary>
    public string MethodArn { get; set; }
}
