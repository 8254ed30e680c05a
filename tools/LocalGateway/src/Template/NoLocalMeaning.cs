namespace LocalGateway.Template;

/// <summary>
/// The allowed members of the objects that are read, but that this machine does not use.
/// <see cref="Model.Deployment.IgnoredLocally"/> names all of them. A part that is neither listed here nor read is refused.
/// </summary>
internal static class NoLocalMeaning
{
    private static readonly Dictionary<string, HashSet<string>> MembersByKind = new(StringComparer.Ordinal)
    {
        ["Resource"] = ["Connectors", "CreationPolicy", "DeletionPolicy", "UpdatePolicy", "UpdateReplacePolicy"],
        ["AWS::Serverless::Function"] =
        [
            "Architectures", "AssumeRolePolicyDocument", "AutoPublishAlias", "AutoPublishAliasAllProperties", "AutoPublishCodeSha256",
            "CapacityProviderConfig", "CodeSigningConfigArn", "Connectors", "DeadLetterQueue", "DeploymentPreference", "Description", "EphemeralStorage", "EventInvokeConfig",
            "FunctionScalingConfig", "FunctionUrlConfig", "KmsKeyArn", "PermissionsBoundary", "Policies", "PropagateTags", "ProvisionedConcurrencyConfig",
            "PublishToLatestPublished", "RecursiveLoop", "Role", "RolePath", "RuntimeManagementConfig", "SnapStart", "SourceKMSKeyArn",
            "Tags", "Tracing", "VersionDeletionPolicy", "VersionDescription", "VpcConfig",
        ],
        ["AWS::Serverless::Function.LoggingConfig"] = ["SystemLogLevel"],
        ["AWS::Serverless::Api"] =
        [
            "AlwaysDeploy", "Description", "Domain", "EndpointAccessMode", "EndpointConfiguration", "FailOnWarnings", "Name",
            "PropagateTags", "SecurityPolicy", "Tags", "TracingEnabled",
        ],
        ["AWS::Serverless::Api.AccessLogSetting"] = ["DestinationArn"],
        ["AWS::Serverless::Api.MethodSettings"] = ["CacheDataEncrypted", "DataTraceEnabled", "LoggingLevel", "MetricsEnabled"],
        ["AWS::Serverless::Api.Auth.UsagePlan"] = ["Description", "Tags", "UsagePlanName"],
        ["AWS::Serverless::Api.Auth.Authorizer"] = ["DisableFunctionDefaultPermissions", "FunctionInvokeRole"],
        ["AWS::DynamoDB::Table"] =
        [
            "ContributorInsightsSpecification", "DeletionProtectionEnabled", "KinesisStreamSpecification", "OnDemandThroughput",
            "PointInTimeRecoverySpecification", "ResourcePolicy", "SSESpecification", "TableClass", "Tags", "WarmThroughput",
        ],
        ["AWS::Serverless::SimpleTable"] = ["PointInTimeRecoverySpecification", "SSESpecification", "Tags"],
        ["AWS::DynamoDB::Table.GlobalSecondaryIndexes"] =
        [
            "ContributorInsightsSpecification", "OnDemandThroughput", "WarmThroughput",
        ],
        ["AWS::Cognito::UserPool"] =
        [
            "AccountRecoverySetting", "AdminCreateUserConfig", "AliasAttributes", "AutoVerifiedAttributes", "DeletionProtection",
            "DeviceConfiguration", "EmailAuthenticationMessage", "EmailAuthenticationSubject", "EmailConfiguration",
            "EmailVerificationMessage", "EmailVerificationSubject", "EnabledMfas", "MfaConfiguration", "Policies", "Schema",
            "SmsAuthenticationMessage", "SmsConfiguration", "SmsVerificationMessage", "UserAttributeUpdateSettings", "UsernameAttributes",
            "UsernameConfiguration", "UserPoolAddOns", "UserPoolName", "UserPoolTags", "UserPoolTier", "VerificationMessageTemplate",
            "WebAuthnRelyingPartyID", "WebAuthnUserVerification",
        ],
        ["AWS::Cognito::UserPoolClient"] =
        [
            "AnalyticsConfiguration", "AuthSessionValidity", "ClientName", "EnablePropagateAdditionalUserContextData", "EnableTokenRevocation",
            "PreventUserExistenceErrors", "ReadAttributes", "RefreshTokenRotation", "SupportedIdentityProviders", "WriteAttributes",
        ],
        ["AWS::Cognito::UserPoolGroup"] = ["Description", "Precedence", "RoleArn"],
        ["AWS::IAM::Role"] = ["Description", "MaxSessionDuration", "Path", "PermissionsBoundary", "Tags"],
        ["AWS::IAM::Policy"] = ["Groups", "PolicyName", "Users"],
        ["AWS::IAM::ManagedPolicy"] = ["Description", "Groups", "ManagedPolicyName", "Path", "Users"],
        ["AWS::ApiGateway::RestApi"] =
        [
            "CloneFrom", "Description", "DisableExecuteApiEndpoint", "EndpointAccessMode", "EndpointConfiguration", "FailOnWarnings", "Mode",
            "Name", "Parameters", "SecurityPolicy", "Tags",
        ],
        ["AWS::ApiGateway::Stage"] =
        [
            "CacheDataEncrypted", "ClientCertificateId", "DataTraceEnabled", "Description", "DocumentationVersion", "LoggingLevel",
            "MetricsEnabled", "Tags", "TracingEnabled",
        ],
        ["AWS::ApiGateway::Stage.AccessLogSetting"] = ["DestinationArn"],
        ["AWS::ApiGateway::Stage.MethodSettings"] = ["CacheDataEncrypted", "DataTraceEnabled", "LoggingLevel", "MetricsEnabled"],
        ["AWS::ApiGateway::Deployment"] = ["DeploymentCanarySettings", "Description"],
        ["AWS::ApiGateway::Model"] = ["Description"],
        ["AWS::ApiGateway::Method.Integration"] = ["IntegrationTarget", "ResponseTransferMode"],
        ["AWS::Lambda::Function"] =
        [
            "Architectures", "CapacityProviderConfig", "CodeSigningConfigArn", "DeadLetterConfig", "Description", "EphemeralStorage",
            "FunctionScalingConfig", "KmsKeyArn", "PublishToLatestPublished", "RecursiveLoop", "Role", "RuntimeManagementConfig", "SnapStart",
            "Tags", "TracingConfig", "VpcConfig",
        ],
        ["AWS::Lambda::Function.LoggingConfig"] = ["SystemLogLevel"],
        ["AWS::ApiGateway::ApiKey"] = ["CustomerId", "Description", "GenerateDistinctId", "Name", "Tags"],
        ["AWS::ApiGateway::UsagePlan"] = ["Description", "Tags", "UsagePlanName"],
        ["AWS::SecretsManager::Secret"] = ["Description", "KmsKeyId", "ReplicaRegions", "Tags"],
        ["AWS::SecretsManager::Secret.GenerateSecretString"] =
        [
            "ExcludeCharacters", "ExcludeLowercase", "ExcludeNumbers", "ExcludePunctuation", "ExcludeUppercase", "IncludeSpace",
            "PasswordLength", "RequireEachIncludedType",
        ],
        ["OpenApi"] =
        [
            "x-amazon-apigateway-documentation", "x-amazon-apigateway-endpoint-configuration", "x-amazon-apigateway-importexport-version",
        ],
    };

    /// <summary>Members that only document an API. The service ignores them too, even the type of a parameter.</summary>
    private static readonly Dictionary<string, HashSet<string>> DocumentationByKind = new(StringComparer.Ordinal)
    {
        ["OpenApi"] =
        [
            "basePath", "externalDocs", "host", "info", "schemes", "servers", "tags",
        ],
        ["OpenApi.path"] = ["description", "servers", "summary"],
        ["OpenApi.operation"] = ["deprecated", "description", "externalDocs", "schemes", "servers", "summary", "tags"],
        ["OpenApi.parameter"] =
        [
            "allowEmptyValue", "allowReserved", "collectionFormat", "content", "default", "deprecated", "description", "enum", "example",
            "examples", "exclusiveMaximum", "exclusiveMinimum", "explode", "format", "items", "maximum", "maxItems", "maxLength", "minimum",
            "minItems", "minLength", "multipleOf", "pattern", "schema", "style", "type", "uniqueItems",
        ],
        ["OpenApi.response"] = ["content", "description", "examples", "links", "schema"],
    };

    /// <summary>Whether this member of an object has no effect here.</summary>
    public static bool Holds(string kind, string member) => MembersByKind.TryGetValue(kind, out var members) && members.Contains(member);

    /// <summary>
    /// Whether an unknown member of this kind of object has no effect on AWS either: in an OpenAPI document, in an authorizer of SAM, and
    /// beside the Type of a resource that SAM writes anew.
    /// </summary>
    public static bool IsIgnoredIfUnknown(string kind) =>
        kind.StartsWith("OpenApi", StringComparison.Ordinal) || kind is "AWS::Serverless::Api.Auth.Authorizer" or "SamResource";

    /// <summary>
    /// Whether this member of an OpenAPI document is only documentation. So is every extension that is not API Gateway's.
    /// </summary>
    public static bool IsDocumentation(string kind, string member) =>
        (DocumentationByKind.TryGetValue(kind, out var members) && members.Contains(member))
        || (kind.StartsWith("OpenApi", StringComparison.Ordinal)
            && member.StartsWith("x-", StringComparison.Ordinal)
            && !member.StartsWith("x-amazon-apigateway-", StringComparison.Ordinal));
}
