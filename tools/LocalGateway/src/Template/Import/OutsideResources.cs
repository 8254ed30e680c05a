using System.Text.RegularExpressions;
using LocalGateway.Model;
using LocalGateway.Template.Resolving;

namespace LocalGateway.Template.Import;

/// <summary>Roles and user pools that the template uses but does not declare. Local ones stand in for them.</summary>
internal sealed partial class OutsideResources(LocalIdentity identity, TemplateDiagnostics diagnostics)
{
    private readonly Dictionary<string, IamRole> _roles = new(StringComparer.Ordinal);
    private readonly Dictionary<string, UserPool> _pools = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, IamRole> Roles => _roles;

    public IReadOnlyDictionary<string, UserPool> UserPools => _pools;

    public static bool IsUserPool(string arn) => PoolArn().IsMatch(arn);

    /// <summary>The id of a role with every right: what the real role allows is not known on this machine.</summary>
    public string Role(string arn)
    {
        if (_roles.ContainsKey(arn))
            return arn;
        diagnostics.IgnoreLocally($"the rights of the role {arn}, which is not in this template");
        _roles[arn] = new IamRole
        {
            LogicalId = arn,
            Arn = arn,
            TrustedServices = ["apigateway.amazonaws.com"],
            Statements = [new PolicyStatement { Allows = true, Actions = ["*"], Resources = ["*"] }],
        };
        return arn;
    }

    /// <summary>The id of a local pool in the place of the pool with this ARN or id.</summary>
    public string UserPool(string arnOrId)
    {
        var match = PoolArn().Match(arnOrId);
        var id = match.Success ? match.Groups["id"].Value : arnOrId.Replace('/', '-');
        if (_pools.TryGetValue(id, out var known) && (!match.Success || known.StandsInFor == arnOrId))
            return id;
        diagnostics.IgnoreLocally($"the users of the pool {id}, which is not in this template (a local pool stands in)");
        // The id of a pool begins with its region.
        var issuer = id.Split('_') is [var region, _] ? LocalIdentity.UserPoolIssuer(id, region) : identity.UserPoolIssuer(id);
        _pools[id] = (known ?? new UserPool { LogicalId = id, PoolId = id, Issuer = issuer }) with { StandsInFor = arnOrId };
        return id;
    }

    /// <summary>Adds what the template declares for a pool that it does not declare, such as an app client.</summary>
    public void ChangePool(string pool, Func<UserPool, UserPool> change)
    {
        var id = UserPool(pool);
        _pools[id] = change(_pools[id]);
    }

    [GeneratedRegex(@"^arn:aws[^:]*:cognito-idp:[^:]+:[^:]+:userpool/(?<id>[^/:]+)\z")]
    private static partial Regex PoolArn();
}
