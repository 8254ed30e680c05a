using RouteSync.Declarations;
using RouteSync.Tests.Sample;
using RouteSync.Tests.Sample.Notes;

namespace RouteSync.Tests.Direct;

public sealed class DirectTemplatesTests : IDisposable
{
    private readonly SampleProject _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public void A_file_replaces_the_template_of_its_name_and_only_that()
    {
        _project.Write("Notes/GetNote.response.vtl", "## By hand.\n#parse(\"../Http/Direct/Uuid.vtl\")\n  #problem(\"not-found\")");

        var templates = _project.Templates("GetNote");

        Assert.Equal("Notes/GetNote.response.vtl", templates.Response.Origin);
        Assert.Equal(2, templates.Response.Lines.Count);
        Assert.Equal("""#set($problem = {"type": "urn:sample:not-found", "status": 404, "code": "not-found", "title": "Not found"})""", templates.Response.Lines[1]);
        Assert.Equal("generated from NoteRoutes.Get", templates.Request.Origin);
        Assert.Equal("generated from NoteRoutes.Get", templates.Error.Origin);
    }

    [Fact]
    public void A_file_makes_a_route_possible_that_cannot_be_generated()
    {
        var route = Get with { Answers = [new DeclaredAnswer(200, typeof(PriceResponse), [], null)] };
        Assert.StartsWith("NoteRoutes.Get: the member price (Decimal)", _project.ErrorOf(route), StringComparison.Ordinal);

        _project.Write("GetNote.response.vtl", "{}##");

        Assert.Equal(["{}##"], _project.Templates(route).Response.Lines);
    }

    [Fact]
    public void Two_files_of_one_name_are_an_error()
    {
        _project.Write("GetNote.error.vtl", "");
        _project.Write("Notes/GetNote.error.vtl", "");

        Assert.Equal("GetNote.error.vtl and Notes/GetNote.error.vtl replace the same template. Delete one of them.", _project.ErrorOf(Get));
    }

    [Theory]
    [InlineData("GetNotes")]
    [InlineData("WriteNote")]
    public void A_file_of_no_direct_route_is_an_error_that_names_it(string name)
    {
        _project.Write($"Notes/{name}.request.vtl", "");

        Assert.Equal($"Notes/{name}.request.vtl: no direct route has the name {name}.", _project.ErrorOf(Get));
    }

    [Fact]
    public void Files_in_the_folders_of_the_build_do_not_count()
    {
        _project.Write("bin/Debug/Other.request.vtl", "");
        _project.Write("obj/Other.request.vtl", "");

        Assert.NotEmpty(_project.Templates("GetNote").Request.Lines);
    }

    [Fact]
    public void A_mock_needs_a_file_with_its_answer()
    {
        var route = Get with { Name = "GetNote", Direct = new DeclaredAction("Mock") };
        Assert.Equal("NoteRoutes.Get: a Mock needs a file GetNote.response.vtl with its answer.", _project.ErrorOf(route));

        _project.Write("GetNote.response.vtl", "{}");

        var templates = _project.Templates(route);
        Assert.Equal(["{\"statusCode\": 200}"], templates.Request.Lines);
        Assert.Empty(templates.Error.Lines);
        Assert.Empty(templates.Outage.Lines);
    }

    [Theory]
    [InlineData(typeof(PriceResponse), "the member price (Decimal) of PriceResponse cannot be read from an item: Note has no attribute of this name.")]
    [InlineData(typeof(TextResponse), "the member version (String) of TextResponse cannot be read from an item: the attribute version is a Int64.")]
    [InlineData(typeof(TimeResponse), "the member writtenAt (DateTime) of TimeResponse cannot be read from an item: the attribute writtenAt is a DateTime.")]
    [InlineData(typeof(ColorResponse), "the member color (String) of ColorResponse cannot be read from an item: the attribute color may be missing, and the member may not.")]
    [InlineData(typeof(MaybeSizeResponse), "the member size (Size) of MaybeSizeResponse cannot be read from an item: an object that may be missing has no attribute of its own.")]
    [InlineData(typeof(MaybeResponse), "MaybeResponse cannot be read from an item: it has no member that is always there.")]
    public void The_error_names_route_member_and_type_of_a_response_that_cannot_be_mapped(Type response, string error) => Assert.Equal(
        $"NoteRoutes.Get: {error} A file GetNote.response.vtl can replace the template.",
        _project.ErrorOf(Get with { Answers = [new DeclaredAnswer(200, response, [], null)] }));

    [Fact]
    public void The_error_names_a_property_that_a_put_cannot_fill() => Assert.Equal(
        "PinRoutes.Add: the property Id (String) of Note is neither the id in the path nor a time. A file AddPin.request.vtl can replace the template.",
        _project.ErrorOf(Change("AddPin", action => action with { Entity = typeof(Note) })));

    [Fact]
    public void The_error_names_a_placeholder_whose_value_is_not_checked() => Assert.Equal(
        "PinRoutes.Remove: the key contains {other}, which is neither the route's Id nor {caller}.",
        _project.ErrorOf(Change("RemovePin", action => action with { SortKey = "PIN#{other}" })));

    [Fact]
    public void The_error_names_a_key_with_the_caller_on_a_route_that_needs_no_user() => Assert.Equal(
        "NoteRoutes.Get: the key contains {caller}, but the route needs no user.",
        _project.ErrorOf(Change("GetNote", action => action with { PartitionKey = "USER#{caller}" })));

    [Theory]
    [InlineData("A#if{id}")]
    [InlineData("A##{id}")]
    [InlineData("$x{id}")]
    [InlineData("\"{id}")]
    public void The_error_names_a_text_of_a_key_that_a_template_would_not_write_as_it_is(string key) => Assert.Equal(
        $$$"""NoteRoutes.Get: the key contains the text '{{{key[..^4]}}}', which has a meaning in a mapping template: " \ $ or # in it.""",
        _project.ErrorOf(Change("GetNote", action => action with { PartitionKey = key })));

    [Fact]
    public void The_error_names_a_problem_that_the_API_lacks()
    {
        var api = _project.Api with { Problems = [.. _project.Api.Problems.Where(problem => problem.Code != "invalid-id")] };

        Assert.Equal(
            "NoteRoutes.Get: the API declares no problem with the code invalid-id.",
            Assert.Throws<RouteSyncException>(() => RouteSync.Direct.DirectTemplates.Of(Get, api, _project.Path)).Message);
    }

    [Fact]
    public void A_declaration_that_a_direct_route_cannot_keep_is_an_error()
    {
        var remove = _project.Route("RemovePin");
        var list = _project.Route("ListPins");

        Assert.Equal("PinRoutes.Remove: a direct DeleteItem cannot be conditional.", _project.ErrorOf(remove with { IsConditional = true }));
        Assert.Equal("PinRoutes.Remove: a direct DeleteItem cannot keep an Idempotency-Key.", _project.ErrorOf(remove with { IdempotencyKey = Declarations.KeyUse.Optional }));
        Assert.Equal("PinRoutes.Remove: a direct DeleteItem cannot check the caller's group.", _project.ErrorOf(remove with { Access = remove.Access with { Group = "g" } }));
        Assert.Equal("PinRoutes.Remove: a direct DeleteItem cannot answer with a body.", _project.ErrorOf(remove with { Answers = [new(204, typeof(string), [], null)] }));
        Assert.Equal("PinRoutes.Remove: a DeleteItem needs a Key.", _project.ErrorOf(remove with { Direct = remove.Direct! with { SortKey = null } }));
        Assert.Equal("PinRoutes.List: a Query needs the parameter cursor.", _project.ErrorOf(list with { Query = [list.Query[0]] }));
        Assert.Equal(
            "PinRoutes.List: a Query needs a parameter with a minimum of 1, a maximum and a default: the limit of a page.",
            _project.ErrorOf(list with { Query = [list.Query[1]] }));
        Assert.Equal(
            "PinRoutes.List: the sort key PIN of a Query must end with the placeholder of the property that orders the items.",
            _project.ErrorOf(Change("ListPins", action => action with { SortKey = "PIN" })));
        Assert.Equal(
            "NoteRoutes.Get: a direct GetItem without an EntityTag cannot be conditional.",
            _project.ErrorOf(Change("GetNote", action => action with { EntityTag = null })));
        Assert.Equal(
            "NoteRoutes.Get: the property Text in EntityTag must be a time or a whole number of Note.",
            _project.ErrorOf(Change("GetNote", action => action with { EntityTag = ["Text"] })));
    }

    private DeclaredRoute Get => _project.Route("GetNote");

    private DeclaredRoute Change(string name, Func<DeclaredAction, DeclaredAction> change) =>
        _project.Route(name) is var route ? route with { Direct = change(route.Direct!) } : route;

    private sealed record PriceResponse(string Id, decimal Price);

    private sealed record TextResponse(string Version);

    private sealed record TimeResponse(DateTime WrittenAt);

    private sealed record ColorResponse(string Color);

    private sealed record MaybeSizeResponse(string Id, Size? Size);

    private sealed record MaybeResponse(string? Color);
}
