using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.TestUtilities;

namespace LambdaStandIns.Tests.Generation;

/// <summary>Tests where the values of an API method's parameters come from.</summary>
public class ParameterBindingTests
{
    [Fact]
    public async Task A_placeholder_binds_the_parameter_with_the_same_name()
    {
        var project = Get("/loans/{id}/{part}", "string A(int id, string part) => $\"{id} {part}\";");

        Assert.Equal("7 a%20b", await BodyAsync(project, new() { PathParameters = Map(("id", "7"), ("part", "a%20b")) }));
    }

    [Fact]
    public async Task A_placeholder_binds_the_parameter_whose_attribute_names_it()
    {
        var project = Get("/loans/{id}", """string A([FromRoute(Name = "id")] int key) => $"{key}";""");

        Assert.Equal("7", await BodyAsync(project, new() { PathParameters = Map(("id", "7")) }));
    }

    [Fact]
    public async Task A_FromRoute_parameter_may_have_a_name_that_the_route_template_does_not_contain()
    {
        var project = Get("/loans", "string A([FromRoute] string? proxy) => proxy ?? \"none\";");

        Assert.Equal("none", await BodyAsync(project, new()));
        Assert.Equal("x", await BodyAsync(project, new() { PathParameters = Map(("proxy", "x")) }));
    }

    [Fact]
    public async Task Route_and_query_keys_are_case_sensitive()
    {
        var project = Get("/loans/{id}", "string A(int id, [FromQuery] int limit) => $\"{id} {limit}\";");

        Assert.Equal(
            "0 0",
            await BodyAsync(project, new() { PathParameters = Map(("Id", "7")), QueryStringParameters = Map(("Limit", "5")) }));
    }

    [Fact]
    public async Task A_header_name_is_matched_without_regard_to_case_and_the_first_match_wins()
    {
        var project = Get("/loans", """string A([FromHeader(Name = "x-tag")] string tag) => tag;""");

        Assert.Equal("a", await BodyAsync(project, new() { Headers = Map(("X-Tag", "a"), ("x-tag", "b")) }));
    }

    [Fact]
    public async Task An_absent_parameter_gets_the_default_of_its_type_and_not_its_declared_default_value()
    {
        var project = Get("/loans", """
            string A([FromQuery] int a = 25, [FromQuery] int? b = 26, [FromHeader] string c = "c", [FromQuery] bool d = true, [FromQuery] DateTime f = default)
                => $"{a}|{b}|{c}|{d}|{f.Ticks}";
            """);

        Assert.Equal("0|||False|0", await BodyAsync(project, new()));
        Assert.Equal("0|||False|0", await BodyAsync(project, new() { QueryStringParameters = Map(), Headers = Map() }));
    }

    [Fact]
    public async Task A_single_value_is_never_read_from_the_multi_value_maps()
    {
        var project = Get("/loans", "string A([FromQuery] string q, [FromHeader] string h) => $\"{q ?? \"-\"}{h ?? \"-\"}\";");

        Assert.Equal(
            "--",
            await BodyAsync(project, new() { MultiValueQueryStringParameters = Lists(("q", ["1"])), MultiValueHeaders = Lists(("h", ["1"])) }));
    }

    [Theory]
    [InlineData("List<int>")]
    [InlineData("IList<int>")]
    [InlineData("IEnumerable<int>")]
    [InlineData("ICollection<int>")]
    [InlineData("IReadOnlyList<int>")]
    [InlineData("IReadOnlyCollection<int>")]
    [InlineData("List<int>?")]
    public async Task A_list_parameter_takes_all_values_of_its_key_from_the_multi_value_maps(string type)
    {
        var project = Get("/loans", $$"""
            string A([FromQuery] {{type}} q, [FromHeader(Name = "X-N")] {{type}} h) => (q is null ? "null" : string.Join("+", q)) + "|" + (h is null ? "null" : string.Join("+", h));
            """);

        Assert.Equal("null|null", await BodyAsync(project, new()));
        Assert.Equal("null|null", await BodyAsync(project, new() { QueryStringParameters = Map(("q", "1")), Headers = Map(("X-N", "1")) }));
        Assert.Equal("|", await BodyAsync(project, new() { MultiValueQueryStringParameters = Lists(("q", [])), MultiValueHeaders = Lists(("x-n", [])) }));
        Assert.Equal(
            "1+2|3",
            await BodyAsync(project, new() { MultiValueQueryStringParameters = Lists(("q", ["1", "2"])), MultiValueHeaders = Lists(("x-n", ["3"])) }));
    }

    [Fact]
    public async Task A_list_of_strings_keeps_commas_and_spaces_in_its_values()
    {
        var project = Get("/loans", "string A([FromQuery] List<string> q) => string.Join(\"|\", q);");

        Assert.Equal("a,b| c ", await BodyAsync(project, new() { MultiValueQueryStringParameters = Lists(("q", ["a,b", " c "])) }));
    }

    [Fact]
    public async Task The_request_and_the_context_are_passed_to_parameters_of_any_name_and_position()
    {
        var project = Get("/loans", "string A(ILambdaContext one, [FromQuery] int n, APIGatewayProxyRequest two) => one.AwsRequestId + two.Path + n;");

        var answer = await project.RespondAsync(new() { Path = "/loans" }, new TestLambdaContext { AwsRequestId = "id" });

        Assert.Equal("id/loans0", answer.Body);
    }

    [Fact]
    public async Task A_string_body_is_passed_to_the_method_unchanged()
    {
        var project = Get("/loans", "string A([FromBody] string text) => text is null ? \"null\" : $\"[{text}]\";");

        Assert.Equal("null", await BodyAsync(project, new()));
        Assert.Equal("[]", await BodyAsync(project, new() { Body = "" }));
        Assert.Equal("[{\"a\":1}]", await BodyAsync(project, new() { Body = "{\"a\":1}" }));
        Assert.Equal("[YQ==]", await BodyAsync(project, new() { Body = "YQ==", IsBase64Encoded = true }));
    }

    [Fact]
    public async Task A_body_that_is_not_a_string_is_read_by_the_serializer_for_each_FromBody_parameter()
    {
        var project = Get(
            "/loans",
            "string A([FromBody] Loan first, [FromBody] Loan second) => $\"{first?.Title} {second?.Title}\";",
            "public class Loan { public string? Title { get; set; } }");

        Assert.Equal("Möbius Möbius", await BodyAsync(project, new() { Body = "{\"Title\":\"Möbius\"}" }));
        Assert.Equal(" ", await BodyAsync(project, new() { Body = "null" }));
    }

    [Fact]
    public async Task A_serializer_on_the_method_is_used_instead_of_the_serializer_of_the_assembly()
    {
        var project = FunctionProject.WithMembers(
            """
            [LambdaFunction][RestApi(LambdaHttpMethod.Post, "/loans")][LambdaSerializer(typeof(CamelCaseLambdaJsonSerializer))]
            public Loan A([FromBody] Loan loan) => loan;
            """,
            "public class Loan { public string? Title { get; set; } }");

        Assert.Equal("{\"title\":\"x\"}", await BodyAsync(project, new() { Body = "{\"title\":\"x\"}" }));
    }

    [Fact]
    public async Task FromQuery_wins_over_FromHeader_on_the_same_parameter()
    {
        var project = Get("/loans", "string A([FromHeader][FromQuery] string x) => x;");

        Assert.Equal("q", await BodyAsync(project, new() { QueryStringParameters = Map(("x", "q")), Headers = Map(("x", "h")) }));
    }

    [Theory]
    [InlineData("[FromHeader] Own<int> x")]
    [InlineData("[FromHeader] OwnNumbers x")]
    public async Task A_header_parameter_of_a_user_list_class_never_converts_and_gives_400(string parameter)
    {
        var project = Get("/loans", $"void A({parameter}) {{ }}", "public class Own<T> : List<T>; public class OwnNumbers : List<int>;");

        Assert.Empty(project.Diagnostics);
        Assert.Equal(400, (await project.RespondAsync(new() { Headers = Map(("x", "1")), MultiValueHeaders = Lists(("x", ["1"])) })).StatusCode);
        Assert.Equal(200, (await project.RespondAsync(new() { MultiValueHeaders = Lists(("x", ["1"])) })).StatusCode);
    }

    [Theory]
    [InlineData("[FromQuery] List<int> x")]
    [InlineData("[FromHeader] List<int> x")]
    public async Task A_null_list_in_the_multi_value_maps_throws_an_ArgumentNullException(string parameter) =>
        await Assert.ThrowsAsync<ArgumentNullException>(() => Get("/loans", $"void A({parameter}) {{ }}").RespondAsync(new()
        {
            MultiValueQueryStringParameters = new Dictionary<string, IList<string>> { ["x"] = null! },
            MultiValueHeaders = new Dictionary<string, IList<string>> { ["x"] = null! },
        }));

    private static FunctionProject Get(string path, string method, string others = "") =>
        FunctionProject.WithMembers($"[LambdaFunction][RestApi(LambdaHttpMethod.Get, \"{path}\")] public {method}", others);

    private static async Task<string> BodyAsync(FunctionProject project, APIGatewayProxyRequest request)
    {
        var answer = await project.RespondAsync(request);
        Assert.Equal(200, answer.StatusCode);
        return answer.Body;
    }

    private static Dictionary<string, string> Map(params (string Key, string Value)[] items) =>
        items.ToDictionary(item => item.Key, item => item.Value);

    private static Dictionary<string, IList<string>> Lists(params (string Key, string[] Values)[] items) =>
        items.ToDictionary(item => item.Key, item => (IList<string>)item.Values);
}
