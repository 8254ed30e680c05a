using System.Text.Json.Nodes;
using LocalGateway.Model;
using LocalGateway.Tests.Functions;

namespace LocalGateway.Tests.Support;

/// <summary>A short way to write a deployment.</summary>
internal sealed record TestApi
{
    public IReadOnlyList<ApiMethod> Methods { get; init; } = [];

    /// <summary>These functions replace the default functions with the same logical ids.</summary>
    public IReadOnlyList<LambdaFunction> Functions { get; init; } = [];

    public IReadOnlyList<Authorizer> Authorizers { get; init; } = [];

    public IReadOnlyList<UserPool> UserPools { get; init; } = [];

    public IReadOnlyDictionary<string, CustomGatewayResponse> GatewayResponses { get; init; } = new Dictionary<string, CustomGatewayResponse>();

    public IReadOnlyList<string> BinaryMediaTypes { get; init; } = [];

    public IReadOnlyDictionary<string, string> StageVariables { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<MethodSetting> MethodSettings { get; init; } = [];

    public bool CacheClusterEnabled { get; init; }

    public IReadOnlyList<ApiKey> ApiKeys { get; init; } = [];

    public IReadOnlyList<UsagePlan> UsagePlans { get; init; } = [];

    public ApiKeySource ApiKeySource { get; init; }

    /// <summary>A JSON object with a schema for each name.</summary>
    public string Models { get; init; } = "{}";

    public IReadOnlyList<IamRole> Roles { get; init; } = [];

    public IReadOnlyList<DynamoDbTable> Tables { get; init; } = [];

    public int? MinimumCompressionSize { get; init; }

    public string? AccessLogFormat { get; init; }

    /// <summary>A method whose function answers with its event.</summary>
    public static ApiMethod Echo(string httpMethod, string path) => Lambda(httpMethod, path, nameof(EchoFunction));

    /// <summary>A method whose function returns the body of the request as its result.</summary>
    public static ApiMethod Scripted(string httpMethod = "POST", string path = "/") => Lambda(httpMethod, path, nameof(ScriptedFunction));

    /// <summary>A method whose function is the method Handle of the class with this name.</summary>
    public static ApiMethod Lambda(string httpMethod, string path, string function) =>
        new() { HttpMethod = httpMethod, ResourcePath = path, Integration = new LambdaProxyIntegration { Function = function } };

    public static LambdaFunction Function(string className, string methodName = "Handle") => new()
    {
        LogicalId = className,
        FunctionName = className,
        CodePath = Path.Combine(AppContext.BaseDirectory, "functions"),
        Handler = $"LocalGateway.Tests::LocalGateway.Tests.Functions.{className}::{methodName}",
    };

    public Deployment Deploy()
    {
        var integrations = Methods.Select(method => method.Integration).ToList();
        var functions = integrations.OfType<LambdaProxyIntegration>().Select(integration => integration.Function)
            .Concat(integrations.OfType<LambdaIntegration>().Select(integration => integration.Function))
            .Concat(Authorizers.OfType<LambdaAuthorizer>().Select(authorizer => authorizer.Function))
            .Distinct().ToDictionary(name => name, name => Function(name));
        foreach (var function in Functions)
            functions[function.LogicalId] = function;
        return new()
        {
            RestApis =
            [
                new()
                {
                    LogicalId = "TestApi",
                    ApiId = "abcdefghij",
                    Stage = new()
                    {
                        Name = "prod",
                        Variables = StageVariables,
                        MethodSettings = MethodSettings,
                        CacheClusterEnabled = CacheClusterEnabled,
                        AccessLogFormat = AccessLogFormat,
                    },
                    Methods = Methods,
                    Authorizers = Authorizers.ToDictionary(authorizer => authorizer.Name),
                    GatewayResponses = GatewayResponses,
                    BinaryMediaTypes = BinaryMediaTypes,
                    ApiKeySource = ApiKeySource,
                    Models = JsonNode.Parse(Models)!.AsObject(),
                    MinimumCompressionSize = MinimumCompressionSize,
                },
            ],
            Functions = functions,
            UserPools = UserPools.ToDictionary(pool => pool.LogicalId),
            ApiKeys = ApiKeys.ToDictionary(key => key.LogicalId),
            UsagePlans = UsagePlans,
            Roles = Roles.ToDictionary(role => role.LogicalId),
            Tables = Tables.ToDictionary(table => table.LogicalId),
        };
    }
}
