using LocalGateway.Model;
using LocalGateway.Template.Import;
using LocalGateway.Template.Resolving;

namespace LocalGateway.Template.Resources;

/// <summary><c>AWS::Cognito::UserPool</c> with the clients and groups that refer to it.</summary>
internal sealed class UserPoolReader(ResourceValues resources, OutsideResources outside, TemplateDiagnostics diagnostics)
{
    private const string PoolType = "AWS::Cognito::UserPool";

    public Dictionary<string, UserPool> Read(IReadOnlyList<Resource> all)
    {
        var pools =
            all.Where(resource => resource.Type == PoolType).Select(Pool).ToDictionary(pool => pool.LogicalId, StringComparer.Ordinal);
        foreach (var resource in all)
        {
            if (resource.Type == "AWS::Cognito::UserPoolClient")
                AddClient(resource, pools);
            else if (resource.Type == "AWS::Cognito::UserPoolGroup")
                AddGroup(resource, pools);
        }

        return pools;
    }

    private UserPool Pool(Resource resource)
    {
        var section = Open(resource);
        // Triggers change the content of a token, and the gateway does not run triggers.
        if (section.Has("LambdaConfig"))
            section.Ignore("LambdaConfig", "triggers are not supported");
        section.Close();
        var id = resources.Identity.Ref(PoolType, resource.LogicalId, resource.LogicalId);
        return new UserPool { LogicalId = resource.LogicalId, PoolId = id, Issuer = resources.Identity.UserPoolIssuer(id) };
    }

    private void AddClient(Resource resource, Dictionary<string, UserPool> pools)
    {
        var section = Open(resource);
        var client = AppClientReader.Read(section, resource, resources.Identity);
        if (PoolOf(section) is { } pool)
            pools[pool] = WithClient(pools[pool], resource.LogicalId, client);
        else if (section.Text("UserPoolId") is { Length: > 0 } other)
            outside.ChangePool(other, known => WithClient(known, resource.LogicalId, client));

        section.Close();
    }

    private static UserPool WithClient(UserPool pool, string logicalId, AppClient client) => pool with
    {
        ClientIds = new Dictionary<string, string>(pool.ClientIds) { [logicalId] = client.ClientId },
        Clients = new Dictionary<string, AppClient>(pool.Clients) { [client.ClientId] = client },
    };

    private void AddGroup(Resource resource, Dictionary<string, UserPool> pools)
    {
        var section = Open(resource);
        var name = section.Text("GroupName") ?? resource.LogicalId;
        if (PoolOf(section) is { } pool)
            pools[pool] = pools[pool] with { Groups = [.. pools[pool].Groups, name] };
        section.Close();
    }

    /// <summary>Null if the pool is not in the template.</summary>
    private string? PoolOf(Section section) => resources.LogicalIdOf(PoolType, null, section.RequiredText("UserPoolId"));

    private Section Open(Resource resource) => new(resource.Type, $"{resource.LogicalId}.Properties", resource.Properties, diagnostics);
}
