using RouteSync.Tests.Sample;

namespace RouteSync.Tests;

public sealed class AssemblyReaderTests
{
    [Fact]
    public void A_function_route_has_the_method_and_the_path_of_its_handler()
    {
        var route = SampleApi.Read().Routes.Single(route => route.Function is not null);

        Assert.Equal(("WriteNote", "POST", "/notes", "Notes"), (route.Name, route.Method, route.Path, route.Resource));
    }

    [Fact]
    public void The_doc_comment_of_a_route_is_its_description() =>
        Assert.Equal("Shows a note.", SampleApi.Read().Routes.Single(route => route.Name == "GetNote").Description);

    [Fact]
    public void A_route_may_have_an_end()
    {
        var routes = SampleApi.Read().Routes;

        var end = Assert.Single(routes, route => route.Retirement is not null).Retirement!;
        Assert.Equal((new DateOnly(2027, 6, 1), "@1", "Soon"), (end.Sunset, end.Headers["Deprecation"], end.Headers["Sunset"]));
    }

    [Fact]
    public void The_rules_of_a_property_are_keywords_of_its_schema()
    {
        var api = SampleApi.Read();
        var input = api.Schemas.SchemaOf(api.Routes.Single(route => route.Function is not null).Accepts!.Type);

        Assert.Equal(
            """{"type":"string","minLength":1,"maxLength":500,"description":"The text of the note.","examples":["Buy milk."]}""",
            input["properties"]!["text"]!.ToJsonString());
        Assert.Equal(20, (int)input["properties"]!["labels"]!["items"]!["maxLength"]!);
    }
}
