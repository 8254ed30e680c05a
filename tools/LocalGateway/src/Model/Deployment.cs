using System.Text.Json.Nodes;

namespace LocalGateway.Model;

/// <summary>Everything that a SAM template declares and that runs on this machine.</summary>
public sealed record Deployment
{
    /// <summary>The region of every local ARN.</summary>
    public string Region { get; init; } = "us-east-1";

    /// <summary>The twelve digits of every local ARN.</summary>
    public string AccountId { get; init; } = "123456789012";

    public IReadOnlyList<RestApi> RestApis { get; init; } = [];

    /// <summary>Functions by logical id.</summary>
    public IReadOnlyDictionary<string, LambdaFunction> Functions { get; init; } = new Dictionary<string, LambdaFunction>();

    /// <summary>Tables by logical id.</summary>
    public IReadOnlyDictionary<string, DynamoDbTable> Tables { get; init; } = new Dictionary<string, DynamoDbTable>();

    /// <summary>Cognito user pools by logical id.</summary>
    public IReadOnlyDictionary<string, UserPool> UserPools { get; init; } = new Dictionary<string, UserPool>();

    /// <summary>API keys by logical id.</summary>
    public IReadOnlyDictionary<string, ApiKey> ApiKeys { get; init; } = new Dictionary<string, ApiKey>();

    public IReadOnlyList<UsagePlan> UsagePlans { get; init; } = [];

    /// <summary>Roles by logical id, with what their policies allow.</summary>
    public IReadOnlyDictionary<string, IamRole> Roles { get; init; } = new Dictionary<string, IamRole>();

    /// <summary>
    /// Whether parts of the template that cannot run on this machine are kept: their routes answer 502 or 500 with the reason. Otherwise such
    /// a part is an error.
    /// </summary>
    public bool IsPartial { get; init; }

    /// <summary>
    /// The parts of the template that this machine does not use (alarms, log groups, tags, …), as <c>Resource.Property</c> or
    /// <c>Resource (Type)</c>.
    /// </summary>
    public IReadOnlyList<string> IgnoredLocally { get; init; } = [];

    /// <summary>
    /// Who may call a method, for people, with what the template says about its function: often, which users the function accepts.
    /// </summary>
    public string CallersOf(RestApi api, ApiMethod method) =>
        method.Integration is LambdaProxyIntegration lambda && Functions.GetValueOrDefault(lambda.Function)?.Description is { Length: > 0 } text
            ? $"{api.CallersOf(method)} – {text}"
            : api.CallersOf(method);

    /// <summary>Why an integration cannot run on this machine; null if it can.</summary>
    public string? WhyUnavailable(Integration integration) => integration switch
    {
        UnavailableIntegration unavailable => unavailable.Reason,
        LambdaProxyIntegration lambda => Functions.GetValueOrDefault(lambda.Function)?.Unavailable,
        LambdaIntegration lambda => Functions.GetValueOrDefault(lambda.Function)?.Unavailable,
        _ => null,
    };

    /// <summary>Why a Lambda authorizer cannot run on this machine; null if it can.</summary>
    public string? WhyUnavailable(LambdaAuthorizer authorizer) =>
        authorizer.Unavailable ?? Functions.GetValueOrDefault(authorizer.Function)?.Unavailable;
}

/// <summary>A function: where its code is and how it is run.</summary>
public sealed record LambdaFunction
{
    public required string LogicalId { get; init; }

    /// <summary>The function's name in its context and log: FunctionName, or the logical id.</summary>
    public required string FunctionName { get; init; }

    /// <summary>The <c>CodeUri</c>, resolved against the template's folder: a project folder or a folder of built assemblies.</summary>
    public required string CodePath { get; init; }

    /// <summary>The <c>Description</c>, for people; null if the template has none.</summary>
    public string? Description { get; init; }

    /// <summary>
    /// <c>Assembly::Namespace.Type::Method</c> of a class library. Without colons, the name of an executable assembly or program.
    /// </summary>
    public required string Handler { get; init; }

    /// <summary><c>dotnet8</c>, <c>dotnet10</c>, <c>provided.al2023</c>, …</summary>
    public string Runtime { get; init; } = "dotnet10";

    /// <summary>Whether Lambda only provides the operating system, and the code contains the program <c>bootstrap</c>.</summary>
    public bool HasOwnRuntime => Runtime.StartsWith("provided", StringComparison.Ordinal);

    /// <summary>Whether the code is a program with its own Main. A program runs as a process of its own.</summary>
    public bool IsProgram => HasOwnRuntime || !Handler.Contains("::", StringComparison.Ordinal);

    /// <summary>The reason why the function cannot run on this machine; null if it can. Only in a partial deployment.</summary>
    public string? Unavailable { get; init; }

    /// <summary>SAM's default is 3 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Mebibytes.</summary>
    public int MemorySize { get; init; } = 128;

    public int? ReservedConcurrency { get; init; }

    /// <summary>The <c>ApplicationLogLevel</c>, TRACE to FATAL: the context's logger drops messages below this level.</summary>
    public string? LogLevel { get; init; }

    /// <summary>The log group in the function's context; null means <c>/aws/lambda/{FunctionName}</c>.</summary>
    public string? LogGroup { get; init; }

    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();
}

/// <summary>A table as the template declares it.</summary>
public sealed record DynamoDbTable
{
    public required string LogicalId { get; init; }

    /// <summary>TableName, or the logical id.</summary>
    public required string TableName { get; init; }

    /// <summary>The resolved <c>Properties</c> of the resource, under their CloudFormation names.</summary>
    public required JsonObject Properties { get; init; }
}

/// <summary>A Cognito user pool with its app clients and groups.</summary>
public sealed record UserPool
{
    public required string LogicalId { get; init; }

    /// <summary><c>{region}_{nine letters or digits}</c>, made from the logical id; stable between starts.</summary>
    public required string PoolId { get; init; }

    /// <summary><c>https://cognito-idp.{region}.amazonaws.com/{PoolId}</c>: the <c>iss</c> of its tokens.</summary>
    public required string Issuer { get; init; }

    /// <summary>The ARN of the pool outside the template that this pool stands in for; null if the template declares the pool.</summary>
    public string? StandsInFor { get; init; }

    /// <summary>Client ids by the logical id of the UserPoolClient.</summary>
    public IReadOnlyDictionary<string, string> ClientIds { get; init; } = new Dictionary<string, string>();

    /// <summary>How users sign in, by client id. A client that the template does not declare is missing.</summary>
    public IReadOnlyDictionary<string, AppClient> Clients { get; init; } = new Dictionary<string, AppClient>();

    /// <summary>Group names.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];
}
