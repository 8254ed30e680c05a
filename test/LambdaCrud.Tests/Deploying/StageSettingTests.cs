using System.Text.Json.Nodes;
using LambdaCrud.Tests.Support;

namespace LambdaCrud.Tests.Deploying;

/// <summary>The stage's method settings in the template.</summary>
public sealed class StageSettingTests
{
    private static readonly JsonObject Api = Template.AllResources["AnnotationsRestApi"]!["Properties"]!.AsObject();

    private static readonly JsonObject[] Settings = [.. Api["MethodSettings"]!.AsArray().Select(setting => setting!.AsObject())];

    // AWS does not document whether a method inherits from the setting for all methods.
    [Fact]
    public void A_setting_for_one_method_has_every_value_that_the_setting_for_all_methods_has()
    {
        Assert.Equal("/* *", $"{Settings[0]["ResourcePath"]} {Settings[0]["HttpMethod"]}");
        Assert.Every(Settings, setting => Assert.Within(Names(setting), Names(Settings[0])));
    }

    [Fact]
    public void Every_method_has_at_most_one_method_setting() =>
        Assert.Every(
            Settings.GroupBy(setting => $"{setting["HttpMethod"]} {setting["ResourcePath"]}"), ofMethod => Assert.Single(ofMethod));

    // CloudFormation documents no other form. It makes a JSON pointer of the path, and a slash would start a new segment.
    [Fact]
    public void The_path_of_a_method_setting_has_the_form_that_CloudFormation_documents() =>
        Assert.Every(Settings.Skip(1), setting => Assert.Matches("^/(~1[^/~]+)+$", (string)setting["ResourcePath"]!));

    [Fact]
    public void Cached_responses_are_encrypted_and_kept_for_the_time_in_CacheTtl() =>
        Assert.Every(Settings.Where(setting => setting["CachingEnabled"] is not JsonValue), setting =>
        {
            Assert.Equal("""{"Fn::If":["IsCached",true,false]}""", setting["CachingEnabled"]!.ToJsonString());
            Assert.Equal("""{"Ref":"CacheTtl"}""", setting["CacheTtlInSeconds"]!.ToJsonString());
            Assert.True((bool)setting["CacheDataEncrypted"]!);
        });

    [Fact]
    public void The_setting_for_all_methods_turns_the_cache_off() =>
        Assert.False((bool)Settings[0]["CachingEnabled"]!);

    // SAM gives API Gateway the right to call a function only for the function's events.
    [Fact]
    public void The_DefinitionBody_has_no_integration_with_a_function() =>
        Assert.Lacks(
            Api["DefinitionBody"]!.WithDescendants(),
            place => place.Node is JsonValue value && value.ToString().Contains(":lambda:path/", StringComparison.Ordinal));

    private static HashSet<string> Names(JsonObject setting) => [.. setting.Select(member => member.Key)];
}
