using System.Text.Json.Nodes;
using LocalGateway.Model;
using LocalGateway.Policies;

namespace LocalGateway.Integrations.DynamoDb;

/// <summary>
/// The rights of an integration's role. Only conditions on <c>dynamodb:LeadingKeys</c> are evaluated. If the gateway cannot evaluate a
/// role, it does not start.
/// </summary>
internal sealed class RoleRights
{
    private const string AllDynamoDb = "arn:aws:iam::aws:policy/AmazonDynamoDBFullAccess";
    private const string ReadDynamoDb = "arn:aws:iam::aws:policy/AmazonDynamoDBReadOnlyAccess";
    private const string Administrator = "arn:aws:iam::aws:policy/AdministratorAccess";

    /// <summary>The beginnings of the names of managed policies that allow nothing on tables.</summary>
    private static readonly string[] OtherServices =
    [
        "AmazonAPIGateway", "AmazonCognito", "AmazonEventBridge", "AmazonKinesis", "AmazonS3", "AmazonSES", "AmazonSNS", "AmazonSQS",
        "AmazonSSM", "AWSLambda", "AWSStepFunctions", "AWSXRay", "AWSXray", "CloudWatch", "ComprehendReadOnly", "SecretsManager",
        "TranslateReadOnly",
    ];

    /// <summary>Policies of other services that allow something on tables too.</summary>
    private static readonly string[] AlsoOfTables = ["AWSLambdaFullAccess", "AWSLambdaReadOnlyAccess"];

    private readonly List<(PolicyStatement Statement, List<LeadingKeysCondition> Conditions)> _statements;

    /// <exception cref="GatewayException">API Gateway may not assume the role, or the role cannot be evaluated here.</exception>
    public RoleRights(MethodName method, IamRole role)
    {
        if (!role.TrustedServices.Contains("apigateway.amazonaws.com"))
        {
            throw new GatewayException(
                $"{method}: API Gateway may not assume the role {role.LogicalId}: "
                + "its AssumeRolePolicyDocument does not trust apigateway.amazonaws.com.");
        }

        RoleName = role.Arn[(role.Arn.LastIndexOf('/') + 1)..];
        _statements = [.. role.Statements.Concat(role.ManagedPolicyArns.Select(arn => Managed(method, role, arn)))
            .Select(statement => (statement, Conditions(method, role, statement.Condition)))];
    }

    public string RoleName { get; }

    public PolicyDecision Decide(TableAccess access) => PolicyEvaluation.Evaluate(Applying(access), access.Action, access.Resource);

    private IEnumerable<PolicyStatement> Applying(TableAccess access)
    {
        foreach (var (statement, conditions) in _statements)
        {
            if (conditions.Count == 0 || conditions.TrueForAll(condition => condition.Holds(access.LeadingKeys)))
                yield return statement;
        }
    }

    // The AWS managed policies that are common on such a role.
    private static PolicyStatement Managed(MethodName method, IamRole role, string arn) => arn switch
    {
        AllDynamoDb => Allow("dynamodb:*"),
        ReadDynamoDb =>
            Allow("dynamodb:BatchGetItem", "dynamodb:ConditionCheckItem", "dynamodb:GetItem", "dynamodb:Query", "dynamodb:Scan"),
        Administrator => Allow("*"),
        _ when AllowsNoTable(arn) => new() { Allows = true },
        _ => throw new GatewayException(
            $"{method}: LocalGateway does not know what the managed policy {arn} of the role {role.LogicalId} allows."),
    };

    /// <summary>Whether this is a managed policy of AWS for another service, which allows nothing on tables.</summary>
    private static bool AllowsNoTable(string arn)
    {
        const string aws = ":iam::aws:policy/";
        var start = arn.IndexOf(aws, StringComparison.Ordinal);
        if (start <= 0)
            return false;
        var name = arn[(start + aws.Length)..].Replace("service-role/", "", StringComparison.Ordinal);
        return OtherServices.Any(name.StartsWith) && !AlsoOfTables.Contains(name);
    }

    private static PolicyStatement Allow(params string[] actions) => new() { Allows = true, Actions = actions, Resources = ["*"] };

    private static List<LeadingKeysCondition> Conditions(MethodName method, IamRole role, JsonObject? condition)
    {
        var conditions = new List<LeadingKeysCondition>();
        foreach (var (name, keys) in condition ?? [])
        {
            foreach (var (key, values) in keys as JsonObject ?? [])
            {
                conditions.Add(LeadingKeysCondition.Read(name, key, values) ?? throw new GatewayException(
                    $"{method}: LocalGateway does not support the condition {name} on {key} of the role {role.LogicalId}."));
            }
        }

        return conditions;
    }
}
