using LocalGateway.Model;
using LocalGateway.Template.Resolving;

namespace LocalGateway.Template.Resources;

/// <summary><c>AWS::Cognito::UserPool</c> with the clients and groups that refer to it.</summary>
internal sealed class UserPoolReader(ResourceValues resources, TemplateDiagnostics diagnostics)
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
            section.Wrong("LambdaConfig", "triggers are not supported");
        section.Node("LambdaConfig");
        section.Close();
        var id = resources.Identity.Ref(PoolType, resource.LogicalId, resource.LogicalId);
        return new UserPool { LogicalId = resource.LogicalId, PoolId = id, Issuer = resources.Identity.UserPoolIssuer(id) };
    }

    private void AddClient(Resource resource, Dictionary<string, UserPool> pools)
    {
        var section = Open(resource);
        if (PoolOf(section) is { } pool)
        {
            var clientId = resources.Identity.Ref(resource.Type, resource.LogicalId, resource.LogicalId);
            var clients = new Dictionary<string, string>(pools[pool].ClientIds) { [resource.LogicalId] = clientId };
            pools[pool] = pools[pool] with { ClientIds = clients };
        }
        section.Close();
    }

    private void AddGroup(Resource resource, Dictionary<string, UserPool> pools)
    {
        var section = Open(resource);
        var name = section.Text("GroupName") ?? resource.LogicalId;
        if (PoolOf(section) is { } pool)
            pools[pool] = pools[pool] with { Groups = [.. pools[pool].Groups, name] };
        section.Close();
    }

    private string? PoolOf(Section section)
    {
        var id = section.RequiredText("UserPoolId");
        var pool = resources.LogicalIdOf(PoolType, null, id);
        if (pool is null)
            section.Wrong("UserPoolId", $"'{id}' is not a user pool of this template");
        return pool;
    }

    private Section Open(Resource resource) => new(resource.Type, $"{resource.LogicalId}.Properties", resource.Properties, diagnostics);
}
