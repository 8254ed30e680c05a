using System.Text.Json.Nodes;
using LocalGateway.Model;
using LocalGateway.Template.Resolving;

namespace LocalGateway.Template.Resources;

/// <summary><c>AWS::IAM::Role</c>, with the policies of the template that are attached to it.</summary>
internal sealed class RoleReader(ResourceValues resources, TemplateDiagnostics diagnostics)
{
    private const string RoleType = "AWS::IAM::Role";
    private const string ManagedPolicyType = "AWS::IAM::ManagedPolicy";

    public Dictionary<string, IamRole> Read(IReadOnlyList<Resource> all)
    {
        var managed = new Dictionary<string, IReadOnlyList<PolicyStatement>>(StringComparer.Ordinal);
        var attached = new List<(string Role, IReadOnlyList<PolicyStatement> Statements)>();
        foreach (var resource in all.Where(resource => resource.Type is ManagedPolicyType or "AWS::IAM::Policy"))
        {
            var section = Open(resource);
            var statements = Statements(section);
            foreach (var name in section.Strings("Roles"))
                attached.Add((name, statements));
            if (resource.Type == ManagedPolicyType)
                managed[resource.LogicalId] = statements;
            section.Close();
        }

        return all.Where(resource => resource.Type == RoleType)
            .Select(resource => Role(resource, managed, attached))
            .ToDictionary(role => role.LogicalId, StringComparer.Ordinal);
    }

    private IamRole Role(
        Resource resource,
        Dictionary<string, IReadOnlyList<PolicyStatement>> managed,
        List<(string Role, IReadOnlyList<PolicyStatement> Statements)> attached)
    {
        var section = Open(resource);
        var name = section.Text("RoleName") ?? resource.LogicalId;
        var statements = new List<PolicyStatement>();
        foreach (var policy in section.List("Policies"))
        {
            policy.RequiredText("PolicyName");
            statements.AddRange(Statements(policy));
            policy.Close();
        }

        statements.AddRange(attached.Where(policy => policy.Role == name).SelectMany(policy => policy.Statements));
        var foreign = new List<string>();
        foreach (var arn in section.Strings("ManagedPolicyArns"))
        {
            if (resources.LogicalIdOf(ManagedPolicyType, null, arn) is { } own)
                statements.AddRange(managed[own]);
            else
                foreign.Add(arn);
        }

        var role = new IamRole
        {
            LogicalId = resource.LogicalId,
            Arn = resources.Identity.Attribute(RoleType, resource.LogicalId, name, "Arn")!,
            TrustedServices = TrustedServices(section),
            Statements = statements,
            ManagedPolicyArns = foreign,
        };
        section.Close();
        return role;
    }

    private static List<string> TrustedServices(Section role)
    {
        var services = new List<string>();
        if (!role.Has("AssumeRolePolicyDocument"))
            role.Wrong("AssumeRolePolicyDocument", "is required");
        if (role.Object("AssumeRolePolicyDocument") is not { } document)
            return services;
        document.Node("Version");
        foreach (var statement in document.List("Statement").Where(statement => statement.Text("Effect") == "Allow"))
        {
            if (statement.Node("Principal") is JsonObject && statement.Object("Principal") is { } principal)
                services.AddRange(principal.Strings("Service"));
        }

        return services;
    }

    private static List<PolicyStatement> Statements(Section policy) =>
        policy.Object("PolicyDocument") is { } document ? PolicyStatements.Read(document) : [];

    private Section Open(Resource resource) => new(resource.Type, $"{resource.LogicalId}.Properties", resource.Properties, diagnostics);
}
