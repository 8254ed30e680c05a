using System.Text;
using LocalGateway.MappingTemplates;
using LocalGateway.Model;
using LocalGateway.Tests.Support;

namespace LocalGateway.Tests.MappingTemplates;

/// <summary>
/// Velocity 1.7 takes an empty text for true, Velocity 2 for false. Neither the developer guide nor the recordings show which one the
/// service does.
/// </summary>
public sealed class WarningTests
{
    [Theory]
    [InlineData("#if($x)a#end", "t(1,5)")]
    [InlineData("\n #if(!$x)a#end", "t(2,7)")]
    [InlineData("#if($input.path('$.missing'))a#end", "t(1,5)")]
    [InlineData("#if($input.params('missing'))a#end", "t(1,5)")]
    [InlineData("#if($input.path('$.empty'))a#end", "t(1,5)")]
    [InlineData("#if($input.path('$').missing && true)a#end", "t(1,5)")]
    [InlineData("#if(false)#elseif($x.y)a#end", "t(1,19)")]
    public void A_condition_that_is_a_missing_or_empty_value_gives_a_warning(string template, string position)
    {
        var result = TemplateRenderer.Render("t", template, """{"empty": ""}""");

        Assert.StartsWith($"{position}: the condition is a missing or empty value", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("#if($x == '')a#end#if($x != '')b#end")]
    [InlineData("#set($x = false)#if($x)a#end")]
    [InlineData("#if($input.path('$.full'))a#end")]
    [InlineData("#foreach($i in [1, 2])#if($foreach.hasNext),#end#end")]
    [InlineData("#set($x = 0)#if($x)a#end#set($l = [])#if($l)b#end")]
    public void Other_conditions_give_no_warning(string template) =>
        Assert.Empty(TemplateRenderer.Render("t", template, """{"full": "x"}""").Warnings);

    [Fact]
    public async Task The_log_has_the_warning_once_for_each_place_in_a_template()
    {
        var template = Methods.Json("#if($input.path('$.age'))#set($ignored = 1)#end{\"statusCode\": 200}");
        await using var gateway = await TestGateway.StartAsync(
            Methods.Of(new MockIntegration { RequestTemplates = template, Responses = [Methods.Response(200)] }));

        foreach (var body in new[] { """{"age": 5}""", "{}", "{}" })
        {
            using var response = await gateway.Client.PostAsync("/", new StringContent(body, Encoding.UTF8, "application/json"));
            Assert.Equal(200, (int)response.StatusCode);
        }

        var warning = Assert.Single(gateway.Log.All, line => line.StartsWith("warning: ", StringComparison.Ordinal));
        Assert.StartsWith("warning: POST / request application/json(1,5): the condition is ", warning, StringComparison.Ordinal);
    }
}
