using LocalGateway.MappingTemplates;

namespace LocalGateway.Tests.MappingTemplates;

public class TemplateRendererTests
{
    private const string Context =
        """
        {
          "context": {"requestId": "r", "identity": {"sourceIp": "::1"}, "requestTimeEpoch": 1428582896000, "isCanaryRequest": false},
          "params": {"path": {"id": "7"}, "querystring": {"q": "x"}, "header": {"H": "y"}},
          "stageVariables": {"table": "t"}, // a comment
        }
        """;

    [Fact]
    public void A_template_is_rendered_with_a_body_and_a_context_given_as_text()
    {
        const string template =
            "$context.requestId $context.identity.sourceIp $context.requestTimeEpoch $context.isCanaryRequest "
            + "$input.params('id')$input.params('q')$input.params('H') $stageVariables.table $input.path('$.a')"
            + "#set($context.responseOverride.status = 202)";

        var result = TemplateRenderer.Render("t.vtl", template, """{"a": 1}""", Context);

        Assert.Null(result.Error);
        Assert.Equal("r ::1 1428582896000 false 7xy t 1", result.Output);
        Assert.Equal(202, result.Overrides.ResponseStatus);
    }

    [Fact]
    public void A_rendering_error_shows_the_place_in_the_template()
    {
        var result = TemplateRenderer.Render("t.vtl", "a\n\t#set($x = )\n", "");

        Assert.Null(result.Output);
        Assert.Equal("t.vtl(2,12): a value is expected, not ')'\n\t#set($x = )\n\t          ^", result.Error);
    }

    [Theory]
    [InlineData("{", "the context is not valid:")]
    [InlineData("[]", "the context is not a JSON object")]
    [InlineData("""{"contexts": {}}""", "'contexts' is not allowed: use context, params, stageVariables")]
    [InlineData("""{"params": {"id": "7"}}""", "'id' is not allowed in params: use path, querystring, header")]
    [InlineData("""{"params": {"path": "7"}}""", "params.path is not a JSON object")]
    [InlineData("""{"context": {"a": {"b": []}}}""", "context.a.b is a list")]
    [InlineData("""{"stageVariables": {"a": 1, "a": 2}}""", "the context is not valid:")]
    public void An_invalid_context_gives_an_error_with_the_reason(string context, string expected) =>
        Assert.Contains(expected, TemplateRenderer.Render("t", "", "", context).Error, StringComparison.Ordinal);
}
