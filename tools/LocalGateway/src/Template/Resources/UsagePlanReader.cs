using LocalGateway.Model;
using LocalGateway.Template.Resolving;

namespace LocalGateway.Template.Resources;

/// <summary>
/// <c>AWS::ApiGateway::ApiKey</c>, <c>UsagePlan</c> and <c>UsagePlanKey</c>, and the plans that SAM generates from an API's
/// <c>Auth.UsagePlan</c>.
/// </summary>
internal sealed class UsagePlanReader(ResourceValues resources, TemplateDiagnostics diagnostics)
{
    private const string KeyType = "AWS::ApiGateway::ApiKey";
    private const string PlanType = "AWS::ApiGateway::UsagePlan";

    private readonly Dictionary<string, ApiKey> _keys = new(StringComparer.Ordinal);
    private readonly Dictionary<string, UsagePlan> _plans = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, ApiKey> ApiKeys => _keys;

    public IReadOnlyList<UsagePlan> UsagePlans => [.. _plans.Values];

    /// <summary>Reads the plans and keys that the template declares. The plans of the APIs must be added first.</summary>
    public void Read(IReadOnlyList<Resource> all, ILookup<string, string> stages)
    {
        foreach (var resource in all.Where(resource => resource.Type == KeyType))
            AddKey(resource);
        foreach (var resource in all.Where(resource => resource.Type == PlanType))
            AddPlan(resource, stages);
        foreach (var resource in all.Where(resource => resource.Type == "AWS::ApiGateway::UsagePlanKey"))
            AddPlanKey(resource);
    }

    /// <summary>
    /// Adds the plan and key that SAM generates: one for each API with PER_API, or one for all APIs with SHARED. <paramref name="plan"/>:
    /// the member <c>Auth.UsagePlan</c>.
    /// </summary>
    public void AddOfApi(Section plan, string api, string stage)
    {
        var kind = plan.Text("CreateUsagePlan");
        var throttle = Throttle(plan.Object("Throttle"));
        var quota = Quota(plan.Object("Quota"));
        plan.Close();
        if (kind is not ("PER_API" or "SHARED" or "NONE"))
            plan.Wrong("CreateUsagePlan", "is required: PER_API, SHARED or NONE");
        if (kind is not ("PER_API" or "SHARED"))
            return;
        var prefix = kind == "PER_API" ? api : "Serverless";
        var keyId = $"{prefix}ApiKey";
        _keys.TryAdd(keyId, new ApiKey { LogicalId = keyId, KeyId = resources.Identity.Ref(KeyType, keyId, keyId) });
        var planId = $"{prefix}UsagePlan";
        var known = _plans.GetValueOrDefault(planId, new UsagePlan { LogicalId = planId, ApiKeys = [keyId] });
        _plans[planId] = known with
        {
            Stages = [.. known.Stages, new UsagePlanStage { Api = api, Stage = stage }],
            Throttle = throttle ?? known.Throttle,
            Quota = quota ?? known.Quota,
        };
    }

    private void AddKey(Resource resource)
    {
        var section = Open(resource);
        var value = section.Text("Value");
        if (value is { Length: < 20 or > 128 })
            section.Wrong("Value", "an API key must have 20 to 128 characters");
        // Only usage plans decide where the key is valid.
        section.Node("StageKeys");
        _keys[resource.LogicalId] = new ApiKey
        {
            LogicalId = resource.LogicalId,
            KeyId = resources.Identity.Ref(KeyType, resource.LogicalId, resource.LogicalId),
            Value = value,
            Enabled = section.Flag("Enabled") ?? false,
        };
        section.Close();
    }

    private void AddPlan(Resource resource, ILookup<string, string> stages)
    {
        var section = Open(resource);
        _plans[resource.LogicalId] = new UsagePlan
        {
            LogicalId = resource.LogicalId,
            Stages = [.. section.List("ApiStages").Select(stage => Stage(stage, stages)).OfType<UsagePlanStage>()],
            Throttle = Throttle(section.Object("Throttle")),
            Quota = Quota(section.Object("Quota")),
        };
        section.Close();
    }

    /// <summary>Null if the API is not in this template.</summary>
    private UsagePlanStage? Stage(Section stage, ILookup<string, string> stages)
    {
        var apiId = stage.RequiredText("ApiId");
        var api = resources.ApiOf(apiId);
        var name = stage.RequiredText("Stage");
        if (api is not null && !stages[api].Contains(name))
            stage.Wrong("Stage", $"the API {api} has no stage '{name}'");
        var throttles = stage.Objects("Throttle", "AWS::ApiGateway::UsagePlan.Throttle")
            .ToDictionary(entry => entry.Name, entry => Throttle(entry.Section)!, StringComparer.Ordinal);
        stage.Close();
        if (api is null)
        {
            diagnostics.IgnoreLocally($"{stage.Path.Replace(".Properties.", ".", StringComparison.Ordinal)} (an API outside this template)");
            return null;
        }

        return new UsagePlanStage { Api = api, Stage = name, MethodThrottles = throttles };
    }

    private void AddPlanKey(Resource resource)
    {
        var section = Open(resource);
        if (section.RequiredText("KeyType") != "API_KEY")
            section.Wrong("KeyType", "must be API_KEY");
        var (key, plan) = (section.RequiredText("KeyId"), section.RequiredText("UsagePlanId"));
        var keyId = _keys.Values.FirstOrDefault(known => known.KeyId == key)?.LogicalId;
        var planId = _plans.Keys.FirstOrDefault(known => resources.Identity.Ref(PlanType, known, known) == plan);
        if (keyId is null)
            section.Wrong("KeyId", $"'{key}' is not an API key of this template");
        if (planId is null)
            section.Wrong("UsagePlanId", $"'{plan}' is not a usage plan of this template");
        if (keyId is not null && planId is not null)
            AddKeyToPlan(section, keyId, planId);
        section.Close();
    }

    private void AddKeyToPlan(Section section, string keyId, string planId)
    {
        var stages = _plans[planId].Stages.Select(stage => (stage.Api, stage.Stage)).ToHashSet();
        var other = _plans.Values.FirstOrDefault(plan =>
            plan.LogicalId != planId
            && plan.ApiKeys.Contains(keyId)
            && plan.Stages.Any(stage => stages.Contains((stage.Api, stage.Stage))));
        if (other is not null)
            section.Wrong("KeyId", $"the key {keyId} is already in the plan {other.LogicalId} for the same API stage");
        _plans[planId] = _plans[planId] with { ApiKeys = [.. _plans[planId].ApiKeys, keyId] };
    }

    private static ThrottleLimit? Throttle(Section? throttle)
    {
        if (throttle is null)
            return null;
        var limit = new ThrottleLimit(throttle.Number("RateLimit"), throttle.Integer("BurstLimit", 0));
        throttle.Close();
        return limit;
    }

    private static Quota? Quota(Section? quota)
    {
        if (quota is null)
            return null;
        var period = quota.RequiredText("Period");
        if (period is not ("DAY" or "WEEK" or "MONTH"))
            quota.Wrong("Period", "must be DAY, WEEK or MONTH");
        if (!quota.Has("Limit"))
            quota.Wrong("Limit", "is required");
        var read = new Quota(
            quota.Integer("Limit", 0) ?? 0,
            Enum.TryParse<QuotaPeriod>(period, ignoreCase: true, out var known) ? known : QuotaPeriod.Day,
            quota.Integer("Offset", 0) ?? 0);
        quota.Close();
        return read;
    }

    private Section Open(Resource resource) => new(resource.Type, $"{resource.LogicalId}.Properties", resource.Properties, diagnostics);
}
