using LocalGateway.MappingTemplates;
using static LocalGateway.Tests.MappingTemplates.Rendering;

namespace LocalGateway.Tests.MappingTemplates;

public class ContextTests
{
    private static readonly Dictionary<string, object?> Context = new()
    {
        ["requestId"] = "id-1",
        ["requestTimeEpoch"] = 1428582896000L,
        ["identity"] = new Dictionary<string, object?> { ["sourceIp"] = "127.0.0.1", ["user"] = null },
        ["authorizer"] = new Dictionary<string, object?>
        {
            ["principalId"] = "me",
            ["claims"] = new Dictionary<string, object?> { ["sub"] = "s-1", ["custom:role"] = "admin" },
        },
    };

    [Theory]
    [InlineData("$context.requestId", "id-1")]
    [InlineData("$context['requestId']", "id-1")]
    [InlineData("$context.get('requestId')", "id-1")]
    [InlineData("$context.requestTimeEpoch", "1428582896000")]
    [InlineData("$context.identity.sourceIp", "127.0.0.1")]
    [InlineData("$context.authorizer.claims.sub", "s-1")]
    [InlineData("$context.authorizer.claims['custom:role']", "admin")]
    [InlineData("$context.authorizer.keySet()", "[principalId, claims]")]
    public void A_template_reads_context_values_by_name(string template, string expected) => Assert.Equal(expected, InContext(template));

    [Theory]
    [InlineData("[$context.missing]")]
    [InlineData("[$context.identity.user]")]
    [InlineData("[$context.get('identity')]")]
    [InlineData("[$context.authorizer.claims]")]
    public void Null_values_and_whole_maps_of_the_context_render_nothing(string template) => Assert.Equal("[]", InContext(template));

    [Fact]
    public void Without_an_authorizer_the_key_set_of_context_authorizer_is_empty() =>
        Assert.Equal("[]", Render("$context.authorizer.keySet()"));

    [Fact]
    public void The_keys_of_context_include_requestOverride_and_responseOverride() =>
        Assert.Equal("[requestId, requestTimeEpoch, identity, authorizer, requestOverride, responseOverride]", InContext("$context.keySet()"));

    [Theory]
    [InlineData("#set($context.requestId = 'x')$context.requestId", "id-1")]
    [InlineData("#set($context.new = 'x')[$context.new]", "[]")]
    [InlineData("#set($context.identity.sourceIp = 'x')$context.identity.sourceIp", "127.0.0.1")]
    [InlineData("[$context.put('requestId', 'x')]$context.requestId", "[]id-1")]
    public void Only_the_overrides_of_the_context_can_be_assigned(string template, string expected) =>
        Assert.Equal(expected, InContext(template));

    [Theory]
    [InlineData("#set($context.responseOverride.header.X-A = 'v')")]
    [InlineData("#set($context.responseOverride.header['X-A'] = 'v')")]
    [InlineData("#set($context['responseOverride']['header']['X-A'] = 'v')")]
    [InlineData("#set($context[\"responseOverride\"].header.X-A = 'v')")]
    [InlineData("#set($_ = $context.responseOverride.header.put('X-A', 'v'))")]
    [InlineData("#set($context.responseOverride = {'header': {'X-A': 'v'}})")]
    public void Overrides_can_be_set_with_dot_bracket_and_put(string template)
    {
        var context = new MappingContext();

        Assert.Equal("", Render(template, context));
        Assert.Equal("v", context.Overrides.ResponseHeaders["X-A"]);
    }

    [Fact]
    public void Request_overrides_set_header_path_and_query_string()
    {
        var context = new MappingContext();

        Render("""
            #set($context.requestOverride.header.X-Amz-Target = "T.Op")
            #set($context.requestOverride.path.id = 7)
            #set($context.requestOverride.querystring.q = "a b")
            """, context);

        Assert.Equal("T.Op", context.Overrides.RequestHeaders["X-Amz-Target"]);
        Assert.Equal("7", context.Overrides.RequestPath["id"]);
        Assert.Equal("a b", context.Overrides.RequestQueryString["q"]);
        Assert.Empty(context.Overrides.ResponseHeaders);
        Assert.Null(context.Overrides.ResponseStatus);
    }

    [Theory]
    [InlineData("404", 404)]
    [InlineData("\"202\"", 202)]
    [InlineData("444", 444)]
    [InlineData("99", null)]
    [InlineData("600", null)]
    [InlineData("\"teapot\"", null)]
    public void A_status_override_is_a_number_or_numeric_text_from_100_to_599(string status, int? expected)
    {
        var context = new MappingContext();

        Render($"#set($context.responseOverride.status = {status})", context);

        Assert.Equal(expected, context.Overrides.ResponseStatus);
    }

    [Fact]
    public void The_response_template_can_read_all_overrides_of_the_request_template()
    {
        var overrides = new MappingOverrides();

        Render("#set($context.responseOverride.mine = 1)#set($context.requestOverride.path.id = 'seven')", new MappingContext { Overrides = overrides });

        Assert.Equal("1 seven", Render("$context.responseOverride.mine $context.requestOverride.path.id", new MappingContext { Overrides = overrides }));
    }

    [Theory]
    [InlineData("$stageVariables.table", "products")]
    [InlineData("$stageVariables['table']", "products")]
    [InlineData("$stageVariables.get('table')", "products")]
    [InlineData("${stageVariables.table}s", "productss")]
    [InlineData("$stageVariables.keySet()", "[table]")]
    [InlineData("[$stageVariables.missing]", "[]")]
    [InlineData("[$stageVariables.put('table', 'x')]$stageVariables.table", "[]products")]
    public void Stage_variables_are_read_only(string template, string expected) =>
        Assert.Equal(expected, Render(template, new MappingContext { StageVariables = new Dictionary<string, string> { ["table"] = "products" } }));

    private static string InContext(string template) => Render(template, new MappingContext { Context = Context });
}
