using Newtonsoft.Json.Linq;

namespace Amazon.Lambda.Annotations.SourceGenerator.Template;

/// <summary>
/// What the published generator once made for attributes that the stand-in does not cover, marked in the metadata of a function. No
/// function has such an attribute here, so it goes, as it goes there with the attribute.
/// </summary>
internal sealed class UncoveredMarks(TemplateDocument template, string resource)
{
    private const string DurablePolicy = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicDurableExecutionRolePolicy";

    private readonly string _metadata = $"{resource}.Metadata";
    private readonly string _properties = $"{resource}.Properties";

    public void Remove()
    {
        RemoveIfMarked("SyncedFunctionUrlConfig", () => template.Remove($"{_properties}.FunctionUrlConfig"));
        RemoveIfMarked("SyncedDurableConfig", () => template.Remove($"{_properties}.DurableConfig"));
        RemoveIfMarked("SyncedDurablePolicy", RemoveDurablePolicy);
    }

    /// <summary>The resources of a load balancer, which carry the tool's mark themselves.</summary>
    public void RemoveLoadBalancer()
    {
        foreach (var id in template.Texts($"{_metadata}.SyncedAlbResources"))
        {
            if (template.IsOurs($"Resources.{id}"))
                template.Remove($"Resources.{id}");
        }

        template.Remove($"{_metadata}.SyncedAlbResources");
    }

    private void RemoveIfMarked(string mark, Action remove)
    {
        if (!template.Flag($"{_metadata}.{mark}"))
            return;
        remove();
        template.Remove($"{_metadata}.{mark}");
    }

    private void RemoveDurablePolicy()
    {
        var policies = $"{_properties}.Policies";
        if (template.Exists(policies))
            template.Set(policies, new JArray(template.Items(policies).Where(policy => policy is not JValue { Value: DurablePolicy })));
    }
}
