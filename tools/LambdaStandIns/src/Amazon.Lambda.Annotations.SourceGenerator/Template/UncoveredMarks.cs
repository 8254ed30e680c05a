using Newtonsoft.Json.Linq;

namespace Amazon.Lambda.Annotations.SourceGenerator.Template;

/// <summary>
/// Removes values that the published generator created for attributes that the stand-in does not cover. The metadata of a function marks
/// such values. With the stand-in no function has such an attribute, so it removes them, as the published generator does.
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

    /// <summary>Removes the resources of a load balancer. They have their own mark of the tool.</summary>
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
