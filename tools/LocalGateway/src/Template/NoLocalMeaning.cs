namespace LocalGateway.Template;

/// <summary>
/// The allowed parts of a template that this machine does not use: resource types, and members of the objects that are read.
/// <see cref="Model.Deployment.IgnoredLocally"/> names all of them. A part that is neither listed here nor read is refused.
/// </summary>
internal static class NoLocalMeaning
{
    private static readonly HashSet<string> Types = new(StringComparer.Ordinal)
    {
        "AWS::ApiGateway::Account", "AWS::ApiGateway::BasePathMapping", "AWS::ApiGateway::DomainName",
        "AWS::ApplicationAutoScaling::ScalableTarget", "AWS::ApplicationAutoScaling::ScalingPolicy",
        "AWS::Budgets::Budget", "AWS::CertificateManager::Certificate",
        "AWS::CloudWatch::Alarm", "AWS::CloudWatch::AnomalyDetector", "AWS::CloudWatch::CompositeAlarm", "AWS::CloudWatch::Dashboard",
        "AWS::CloudWatch::InsightRule",
        "AWS::Cognito::UserPoolDomain", "AWS::Cognito::UserPoolIdentityProvider", "AWS::Cognito::UserPoolResourceServer",
        "AWS::Cognito::UserPoolUICustomizationAttachment",
        "AWS::Events::Rule", "AWS::IAM::InstanceProfile", "AWS::KMS::Alias", "AWS::KMS::Key",
        "AWS::Lambda::EventInvokeConfig", "AWS::Lambda::EventSourceMapping", "AWS::Lambda::Permission",
        "AWS::Logs::LogGroup", "AWS::Logs::MetricFilter", "AWS::Logs::QueryDefinition", "AWS::Logs::SubscriptionFilter",
        "AWS::Route53::RecordSet", "AWS::Scheduler::Schedule", "AWS::SecretsManager::RotationSchedule",
        "AWS::SNS::Subscription", "AWS::SNS::Topic", "AWS::SNS::TopicPolicy", "AWS::SQS::Queue", "AWS::SQS::QueuePolicy",
        "AWS::SSM::Parameter", "AWS::WAFv2::WebACL", "AWS::WAFv2::WebACLAssociation", "AWS::XRay::Group", "AWS::XRay::SamplingRule",
    };

    private static readonly Dictionary<string, HashSet<string>> MembersByKind = new(StringComparer.Ordinal)
    {
        ["Resource"] = ["CreationPolicy", "DeletionPolicy", "UpdatePolicy", "UpdateReplacePolicy"],
        ["AWS::Serverless::Function"] =
        [
            "Architectures", "AssumeRolePolicyDocument", "AutoPublishAlias", "AutoPublishAliasAllProperties", "AutoPublishCodeSha256",
            "CodeSigningConfigArn", "DeadLetterQueue", "DeploymentPreference", "Description", "EphemeralStorage", "EventInvokeConfig",
            "KmsKeyArn", "PermissionsBoundary", "Policies", "PropagateTags", "ProvisionedConcurrencyConfig",
            "PublishToLatestPublished", "RecursiveLoop", "Role", "RolePath", "RuntimeManagementConfig", "SnapStart", "SourceKMSKeyArn",
            "Tags", "Tracing", "VersionDeletionPolicy", "VersionDescription", "VpcConfig",
        ],
        ["AWS::Serverless::Function.LoggingConfig"] = ["SystemLogLevel"],
        ["AWS::Serverless::Api"] =
        [
            "AlwaysDeploy", "Description", "Domain", "EndpointConfiguration", "FailOnWarnings", "Name", "PropagateTags", "Tags",
            "TracingEnabled",
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
            "AccessTokenValidity", "AllowedOAuthFlows", "AllowedOAuthFlowsUserPoolClient", "AllowedOAuthScopes", "AnalyticsConfiguration",
            "AuthSessionValidity", "CallbackURLs", "ClientName", "DefaultRedirectURI", "EnablePropagateAdditionalUserContextData",
            "EnableTokenRevocation", "ExplicitAuthFlows", "GenerateSecret", "IdTokenValidity", "LogoutURLs", "PreventUserExistenceErrors",
            "ReadAttributes", "RefreshTokenRotation", "RefreshTokenValidity", "SupportedIdentityProviders", "TokenValidityUnits",
            "WriteAttributes",
        ],
        ["AWS::Cognito::UserPoolGroup"] = ["Description", "Precedence", "RoleArn"],
        ["AWS::IAM::Role"] = ["Description", "MaxSessionDuration", "Path", "PermissionsBoundary", "Tags"],
        ["AWS::IAM::Policy"] = ["Groups", "PolicyName", "Users"],
        ["AWS::IAM::ManagedPolicy"] = ["Description", "Groups", "ManagedPolicyName", "Path", "Users"],
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

    /// <summary>Whether resources of this type have no effect here.</summary>
    public static bool Holds(string resourceType) => Types.Contains(resourceType);

    /// <summary>Whether this member of an object has no effect here.</summary>
    public static bool Holds(string kind, string member) => MembersByKind.TryGetValue(kind, out var members) && members.Contains(member);

    /// <summary>
    /// Whether this member of an OpenAPI document is only documentation. So is every extension that is not API Gateway's.
    /// </summary>
    public static bool IsDocumentation(string kind, string member) =>
        (DocumentationByKind.TryGetValue(kind, out var members) && members.Contains(member))
        || (kind.StartsWith("OpenApi", StringComparison.Ordinal)
            && member.StartsWith("x-", StringComparison.Ordinal)
            && !member.StartsWith("x-amazon-apigateway-", StringComparison.Ordinal));
}
