using System.Text.RegularExpressions;
using LambdaCrud.Tests.Support;

namespace LambdaCrud.Tests.Deploying;

/// <summary>The outputs of a deployed stack.</summary>
public sealed class OutputTests
{
    [Fact]
    public void The_template_has_every_output_that_the_deployment_guide_uses()
    {
        var guide = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "deploy.md"));
        var asked = Regex.Matches(guide, @"\$\(output (\w+)\)").Select(output => output.Groups[1].Value).ToHashSet();

        Assert.NotEmpty(asked);
        Assert.Within(Template.Root["Outputs"]!.AsObject().Select(output => output.Key), asked);
    }

    [Fact]
    public void The_outputs_are_the_addresses_names_and_ids_of_the_stack() =>
        Assert.Equal(
            ["ApiUrl", "DashboardUrl", "FeedApiKeyId", "SignInUrl", "TableName", "UserPoolClientId", "UserPoolId"],
            Template.Root["Outputs"]!.AsObject().Select(output => output.Key).Order(StringComparer.Ordinal));
}
