using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace LocalGateway.Template.Resolving;

/// <summary>
/// The ids, names and ARNs that the service would choose. They have the service's format but are derived from the logical id. They are the
/// same at every start, so templates, tokens and stored data stay consistent.
/// </summary>
internal sealed class LocalIdentity(string region, string account)
{
    private const string LowerCaseAndDigits = "abcdefghijklmnopqrstuvwxyz0123456789";
    private const string LettersAndDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZ" + LowerCaseAndDigits;

    /// <summary>The value of <c>Ref</c>. <paramref name="name"/>: the resource's name in the template, or its logical id.</summary>
    public string Ref(string type, string logicalId, string name) => type switch
    {
        "AWS::ApiGateway::ApiKey" or "AWS::ApiGateway::Deployment" => Id(logicalId, 10),
        "AWS::ApiGateway::Authorizer" or "AWS::ApiGateway::RequestValidator" or "AWS::ApiGateway::Resource"
            or "AWS::ApiGateway::UsagePlan" => Id(logicalId, 6),
        "AWS::Cognito::UserPool" => $"{region}_{Id(logicalId, 9, LettersAndDigits)}",
        "AWS::Cognito::UserPoolClient" => Id(logicalId, 26),
        "AWS::IAM::ManagedPolicy" => Arn("iam", "", $"policy/{name}"),
        "AWS::SecretsManager::Secret" => Arn("secretsmanager", region, $"secret:{name}-{Id(logicalId, 6, LettersAndDigits)}"),
        "AWS::Serverless::Api" or "AWS::ApiGateway::RestApi" => Id(logicalId, 10),
        "AWS::SNS::Topic" => Arn("sns", region, name),
        "AWS::SQS::Queue" => $"https://sqs.{region}.amazonaws.com/{account}/{name}",
        _ => name,
    };

    /// <summary>The value of <c>Fn::GetAtt</c>; null if the type has no such attribute.</summary>
    public string? Attribute(string type, string logicalId, string name, string attribute) => (type, attribute) switch
    {
        ("AWS::ApiGateway::ApiKey", "APIKeyId") => Ref(type, logicalId, name),
        ("AWS::ApiGateway::Authorizer", "AuthorizerId") => Ref(type, logicalId, name),
        ("AWS::ApiGateway::Deployment", "DeploymentId") => Ref(type, logicalId, name),
        ("AWS::ApiGateway::RequestValidator", "RequestValidatorId") => Ref(type, logicalId, name),
        ("AWS::ApiGateway::Resource", "ResourceId") => Ref(type, logicalId, name),
        ("AWS::ApiGateway::UsagePlan", "Id") => Ref(type, logicalId, name),
        ("AWS::Cognito::UserPool", "Arn") => Arn("cognito-idp", region, $"userpool/{Ref(type, logicalId, name)}"),
        ("AWS::Cognito::UserPool", "ProviderName") => $"cognito-idp.{region}.amazonaws.com/{Ref(type, logicalId, name)}",
        ("AWS::Cognito::UserPool", "ProviderURL") => $"https://cognito-idp.{region}.amazonaws.com/{Ref(type, logicalId, name)}",
        ("AWS::Cognito::UserPool", "UserPoolId") => Ref(type, logicalId, name),
        ("AWS::Cognito::UserPoolClient", "ClientSecret") => Id($"{logicalId} secret", 51),
        ("AWS::Cognito::UserPoolClient", "ClientId" or "Name") => Ref(type, logicalId, name),
        ("AWS::DynamoDB::Table" or "AWS::Serverless::SimpleTable", "Arn") => Arn("dynamodb", region, $"table/{name}"),
        ("AWS::DynamoDB::Table" or "AWS::Serverless::SimpleTable", "StreamArn") => Arn("dynamodb", region, $"table/{name}/stream/2000-01-01T00:00:00.000"),
        ("AWS::IAM::ManagedPolicy", "PolicyArn") => Ref(type, logicalId, name),
        ("AWS::IAM::Role", "Arn") => Arn("iam", "", $"role/{name}"),
        ("AWS::IAM::Role", "RoleId") => $"AROA{Id(logicalId, 17).ToUpperInvariant()}",
        ("AWS::Logs::LogGroup", "Arn") => Arn("logs", region, $"log-group:{name}:*"),
        ("AWS::SecretsManager::Secret", "Id") => Ref(type, logicalId, name),
        ("AWS::SecretsManager::Secret", "Name") => name,
        ("AWS::Serverless::Api" or "AWS::ApiGateway::RestApi", "RestApiId") => Ref(type, logicalId, name),
        ("AWS::Serverless::Api" or "AWS::ApiGateway::RestApi", "RootResourceId") => Id($"{logicalId}/", 10),
        ("AWS::Serverless::Function" or "AWS::Lambda::Function", "Arn") => Arn("lambda", region, $"function:{name}"),
        ("AWS::SNS::Topic", "TopicArn") => Ref(type, logicalId, name),
        ("AWS::SNS::Topic", "TopicName") or ("AWS::SQS::Queue", "QueueName") => name,
        ("AWS::SQS::Queue", "QueueUrl") => Ref(type, logicalId, name),
        _ when ResourceTypes.IsRead(type) => null,
        (_, "Arn") => Arn(ServiceOf(type), region, name),
        // Nothing on this machine uses the attributes of a resource that is left aside.
        _ => name,
    };

    public string UserPoolIssuer(string poolId) => UserPoolIssuer(poolId, region);

    public static string UserPoolIssuer(string poolId, string inRegion) => $"https://cognito-idp.{inRegion}.amazonaws.com/{poolId}";

    private static string ServiceOf(string type) => type.Split("::") is [_, var service, ..] ? service.ToLowerInvariant() : "custom";

    private string Arn(string service, string inRegion, string resource) => $"arn:aws:{service}:{inRegion}:{account}:{resource}";

    private static string Id(string seed, int length, string alphabet = LowerCaseAndDigits)
    {
        var number = new BigInteger(SHA256.HashData(Encoding.UTF8.GetBytes(seed)), isUnsigned: true);
        var id = new char[length];
        for (var index = 0; index < length; index++)
        {
            number = BigInteger.DivRem(number, alphabet.Length, out var digit);
            id[index] = alphabet[(int)digit];
        }

        return new string(id);
    }
}
