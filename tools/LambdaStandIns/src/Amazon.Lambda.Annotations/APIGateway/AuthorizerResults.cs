using System.Text.Json;
using System.Text.Json.Serialization;
using static Amazon.Lambda.Annotations.APIGateway.AuthorizerResultSerializationOptions;

namespace Amazon.Lambda.Annotations.APIGateway;

/// <summary>Creates the results of a Lambda authorizer.</summary>
public class AuthorizerResults : IAuthorizerResult
{
    private AuthorizerResults(bool isAuthorized) => IsAuthorized = isAuthorized;

    public bool IsAuthorized { get; }

    public string PrincipalId { get; private set; }

    public IDictionary<string, object> Context { get; private set; }

    public static IAuthorizerResult Allow() => new AuthorizerResults(isAuthorized: true);

    public static IAuthorizerResult Deny() => new AuthorizerResults(isAuthorized: false);

    public IAuthorizerResult WithContext(string key, object value)
    {
        Context ??= new Dictionary<string, object>();
        Context[key] = value;
        return this;
    }

    public IAuthorizerResult WithPrincipalId(string principalId)
    {
        PrincipalId = principalId;
        return this;
    }

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">The context contains a value of an unsupported type.</exception>
    public Stream Serialize(AuthorizerResultSerializationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var stream = new MemoryStream();
        switch (options.Format)
        {
            case AuthorizerFormat.HttpApiSimple:
                JsonSerializer.Serialize(stream, new SimpleDecision(IsAuthorized, Context), AuthorizerJson.Default.SimpleDecision);
                break;
            case AuthorizerFormat.HttpApiIamPolicy or AuthorizerFormat.RestApi:
                JsonSerializer.Serialize(stream, PolicyFor(options.MethodArn), AuthorizerJson.Default.PolicyDecision);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(options), $"Unsupported authorizer format: {options.Format}");
        }

        stream.Position = 0;
        return stream;
    }

    private PolicyDecision PolicyFor(string methodArn)
    {
        var statement = new PolicyStatement("execute-api:Invoke", IsAuthorized ? "Allow" : "Deny", methodArn ?? "*");
        return new PolicyDecision(PrincipalId ?? "user", new PolicyDocument("2012-10-17", [statement]), Context);
    }
}

internal sealed record SimpleDecision(
    [property: JsonPropertyName("isAuthorized")] bool IsAuthorized,
    [property: JsonPropertyName("context")] IDictionary<string, object> Context);

internal sealed record PolicyDecision(
    [property: JsonPropertyName("principalId")] string PrincipalId,
    [property: JsonPropertyName("policyDocument")] PolicyDocument PolicyDocument,
    [property: JsonPropertyName("context")] IDictionary<string, object> Context);

internal sealed record PolicyDocument(string Version, PolicyStatement[] Statement);

internal sealed record PolicyStatement(string Action, string Effect, string Resource);

// This list decides which types a context value may have. All other types throw, as in the published package.
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SimpleDecision))]
[JsonSerializable(typeof(PolicyDecision))]
[JsonSerializable(typeof(Dictionary<string, object>))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(int))]
[JsonSerializable(typeof(long))]
[JsonSerializable(typeof(bool))]
[JsonSerializable(typeof(float))]
[JsonSerializable(typeof(double))]
internal sealed partial class AuthorizerJson : JsonSerializerContext;
