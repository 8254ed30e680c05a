namespace LocalGateway.Template;

/// <summary>
/// The resource types that the routes of a REST API can need and that this machine runs. Resources of every other type are left aside and
/// named. If the integration of a route needs one of them, the route cannot run.
/// </summary>
internal static class ResourceTypes
{
    public const string SamApi = "AWS::Serverless::Api";
    public const string RestApi = "AWS::ApiGateway::RestApi";
    public const string SamFunction = "AWS::Serverless::Function";
    public const string LambdaFunction = "AWS::Lambda::Function";
    public const string Table = "AWS::DynamoDB::Table";
    public const string SimpleTable = "AWS::Serverless::SimpleTable";
    public const string Role = "AWS::IAM::Role";
    public const string UserPool = "AWS::Cognito::UserPool";

    private static readonly HashSet<string> Read = new(StringComparer.Ordinal)
    {
        "AWS::ApiGateway::ApiKey", "AWS::ApiGateway::Authorizer", "AWS::ApiGateway::Deployment", "AWS::ApiGateway::GatewayResponse",
        "AWS::ApiGateway::Method", "AWS::ApiGateway::Model", "AWS::ApiGateway::RequestValidator", "AWS::ApiGateway::Resource",
        "AWS::ApiGateway::Stage", "AWS::ApiGateway::UsagePlan", "AWS::ApiGateway::UsagePlanKey", RestApi, LambdaFunction,
        UserPool, "AWS::Cognito::UserPoolClient", "AWS::Cognito::UserPoolGroup",
        Table, SimpleTable, "AWS::IAM::ManagedPolicy", "AWS::IAM::Policy", Role, "AWS::SecretsManager::Secret",
        SamApi, SamFunction,
    };

    /// <summary>Whether resources of this type are read; otherwise they are left aside.</summary>
    public static bool IsRead(string type) => Read.Contains(type);
}
