using LocalGateway.Model;

namespace LocalGateway.Tests.Template;

public sealed class UsagePlanTests
{
    [Fact]
    public void PER_API_creates_a_usage_plan_and_a_key_for_the_API()
    {
        var deployment = Templates.Read(Text(
            "One: { Type: AWS::Serverless::Api, Properties: { StageName: v1, Auth: { UsagePlan: { CreateUsagePlan: PER_API, "
            + "Quota: { Limit: 5, Period: DAY, Offset: 1 }, Throttle: { RateLimit: 1.5, BurstLimit: 2 }, UsagePlanName: n } } } }"));
        var plan = Assert.Single(deployment.UsagePlans);

        Assert.Equal("OneUsagePlan", plan.LogicalId);
        Assert.Equal(["OneApiKey"], plan.ApiKeys);
        Assert.Equal(("One", "v1"), (plan.Stages.Single().Api, plan.Stages.Single().Stage));
        Assert.Equal(new Quota(5, QuotaPeriod.Day, 1), plan.Quota);
        Assert.Equal(new ThrottleLimit(1.5, 2), plan.Throttle);
        Assert.Null(deployment.ApiKeys["OneApiKey"].Value);
        Assert.True(deployment.ApiKeys["OneApiKey"].Enabled);
    }

    [Fact]
    public void SHARED_creates_one_usage_plan_and_key_for_all_APIs_with_SHARED()
    {
        var deployment = Templates.Read(
            "Globals: { Api: { Auth: { UsagePlan: { CreateUsagePlan: SHARED } } } }\n" + Text(
                "One: { Type: AWS::Serverless::Api, Properties: { StageName: v1 } }\n  Two: { Type: AWS::Serverless::Api, Properties: { StageName: v2 } }"));
        var plan = Assert.Single(deployment.UsagePlans);

        Assert.Equal("ServerlessUsagePlan", plan.LogicalId);
        Assert.Equal(["One v1", "Two v2"], plan.Stages.Select(stage => $"{stage.Api} {stage.Stage}"));
        Assert.Equal(["ServerlessApiKey"], deployment.ApiKeys.Keys);
    }

    [Fact]
    public void NONE_creates_no_usage_plan_and_no_key()
    {
        var deployment = Templates.Read(Text("One: { Type: AWS::Serverless::Api, Properties: { StageName: v1, Auth: { UsagePlan: { CreateUsagePlan: NONE } } } }"));

        Assert.Empty(deployment.UsagePlans);
        Assert.Empty(deployment.ApiKeys);
    }

    [Fact]
    public void A_usage_plan_of_the_template_has_its_stages_method_throttles_and_keys()
    {
        var deployment = Templates.Read(Text(Declared));
        var plan = Assert.Single(deployment.UsagePlans);
        var stage = Assert.Single(plan.Stages);

        Assert.Equal(("One", "v1"), (stage.Api, stage.Stage));
        Assert.Equal(new ThrottleLimit(1, 1), stage.MethodThrottles["/feed/GET"]);
        Assert.Equal(new Quota(1000, QuotaPeriod.Month, 0), plan.Quota);
        Assert.Equal(["Partner"], plan.ApiKeys);
        Assert.Equal("a-value-of-twenty-chars", deployment.ApiKeys["Partner"].Value);
        Assert.Matches("^[a-z0-9]{10}$", deployment.ApiKeys["Partner"].KeyId);
    }

    [Fact]
    public void An_API_key_is_disabled_when_the_template_sets_Enabled_to_false() =>
        Assert.False(Templates.Read(Text(Declared.Replace("Enabled: true", "Enabled: false", StringComparison.Ordinal))).ApiKeys["Partner"].Enabled);

    [Fact]
    public void An_API_key_in_two_usage_plans_for_the_same_stage_is_refused() =>
        Assert.Equal(
            ["Again.Properties.KeyId: the key Partner is already in the plan Plan for the same API stage"],
            Templates.Refused(Text(Declared + """

                Other: { Type: AWS::ApiGateway::UsagePlan, Properties: { ApiStages: [ { ApiId: !Ref One, Stage: v1 } ] } }
                Again: { Type: AWS::ApiGateway::UsagePlanKey, Properties: { KeyId: !Ref Partner, KeyType: API_KEY, UsagePlanId: !Ref Other } }
              """)));

    [Theory]
    [InlineData("Value: a-value-of-twenty-chars", "Value: short", "Partner.Properties.Value: an API key must have 20 to 128 characters")]
    [InlineData("Stage: !Ref One.Stage", "Stage: v2", "Plan.Properties.ApiStages[0].Stage: the API One has no stage 'v2'")]
    [InlineData("KeyId: !Ref Partner", "KeyId: other", "Member.Properties.KeyId: 'other' is not an API key of this template")]
    [InlineData("UsagePlanId: !Ref Plan", "UsagePlanId: other", "Member.Properties.UsagePlanId: 'other' is not a usage plan of this template")]
    [InlineData("Period: MONTH", "Period: YEAR", "Plan.Properties.Quota.Period: must be DAY, WEEK or MONTH")]
    public void The_diagnostic_names_a_mistake_in_a_usage_plan_or_its_keys(string right, string wrong, string diagnostic) =>
        Assert.Contains(diagnostic, Templates.Refused(Text(Declared.Replace(right, wrong, StringComparison.Ordinal))));

    private const string Declared = """
        One: { Type: AWS::Serverless::Api, Properties: { StageName: v1 } }
          Partner: { Type: AWS::ApiGateway::ApiKey, Properties: { Enabled: true, Value: a-value-of-twenty-chars, Name: partner } }
          Plan:
            Type: AWS::ApiGateway::UsagePlan
            Properties:
              ApiStages: [ { ApiId: !Ref One, Stage: !Ref One.Stage, Throttle: { /feed/GET: { RateLimit: 1, BurstLimit: 1 } } } ]
              Quota: { Limit: 1000, Period: MONTH }
          Member: { Type: AWS::ApiGateway::UsagePlanKey, Properties: { KeyId: !Ref Partner, KeyType: API_KEY, UsagePlanId: !Ref Plan } }
        """;

    private static string Text(string resources) => $"{Templates.Sam}Resources:\n  {resources}";
}
