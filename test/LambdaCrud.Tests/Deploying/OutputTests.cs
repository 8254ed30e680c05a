using System.Text.RegularExpressions;
using LambdaCrud.Tests.Support;

namespace LambdaCrud.Tests.Deploying;

/// <summary>The outputs of a deployed stack.</summary>
public sealed class OutputTests
{
    [Fact]
    public void The_outputs_that_the_guide_to_deploying_asks_for_are_there()
    {
        var guide = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "deploy.md"));
        var asked = Regex.Matches(guide, @"\$\(output (\w+)\)").Select(output => output.Groups[1].Value).ToHashSet();

        Assert.NotEmpty(asked);
        Assert.Within(Template.Root["Outputs"]!.AsObject().Select(output => output.Key), asked);
    }

    [Fact]
    public void Who_deploys_learns_where_everything_is() =>
        Assert.Equal(
            ["ApiUrl", "DashboardUrl", "FeedApiKeyId", "SignInUrl", "TableName", "UserPoolClientId", "UserPoolId"],
            Template.Root["Outputs"]!.AsObject().Select(output => output.Key).Order(StringComparer.Ordinal));
}
