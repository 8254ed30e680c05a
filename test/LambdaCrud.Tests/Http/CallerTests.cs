using System.Buffers.Text;
using System.Text;
using System.Text.Json.Nodes;
using Amazon.Lambda.APIGatewayEvents;
using LambdaCrud.Http;
using LambdaCrud.Tests.Support;

namespace LambdaCrud.Tests.Http;

public class CallerTests
{
    [Theory]
    [InlineData("catalog-admins")]
    [InlineData("shoppers", "catalog-admins")]
    [InlineData("catalog-admins", "shoppers")]
    [InlineData("a,b", "catalog-admins", "[c d]")]
    public async Task A_member_of_catalog_admins_may_write(params string[] groups) => await CreateIs(201, SignedIn(groups));

    [Theory]
    [InlineData]
    [InlineData("")]
    [InlineData("shoppers")]
    [InlineData("catalog-admins-eu")]
    [InlineData("no-catalog-admins", "shoppers")]
    [InlineData("Catalog-Admins")]
    [InlineData("[catalog-admins]")]
    [InlineData("[shoppers catalog-admins]")]
    [InlineData("shoppers, catalog-admins")]
    [InlineData("shoppers,catalog-admins")]
    [InlineData("catalog-admins,")]
    [InlineData("a,catalog-admins,b", "c")]
    public async Task Groups_that_only_resemble_it_may_not(params string[] groups) => await CreateIs(403, SignedIn(groups));

    [Fact]
    public async Task Of_two_tokens_none_tells_the_groups()
    {
        var request = SignedIn("shoppers", "a,catalog-admins");
        request.MultiValueHeaders["authorization"] = [Token("shoppers", "a", "catalog-admins")];

        await CreateIs(403, request);
    }

    [Theory]
    [InlineData("Bearer")]
    [InlineData("Bearer a.b")]
    [InlineData("Bearer a.%.c")]
    [InlineData("Bearer a.e30.c")]
    [InlineData("Bearer a.W10.c")]
    [InlineData("Bearer a.eyJ.c")]
    [InlineData("Bearer a.eyJjb2duaXRvOmdyb3VwcyI6Wzdd.c")]
    [InlineData("Bearer a.eyJjb2duaXRvOmdyb3VwcyI6Wzddf.c")]
    public async Task What_is_no_token_with_groups_tells_none(string authorization)
    {
        var request = SignedIn("shoppers", "catalog-admins");
        request.MultiValueHeaders["Authorization"] = [authorization];

        await CreateIs(403, request);
    }

    [Fact]
    public async Task Without_claims_a_write_is_401_and_says_how_to_sign_in()
    {
        using var wire = new WireDynamoDb();
        var api = new TestApi(wire);
        var request = TestApi.Request("POST", "/products", TestApi.ValidBody, TestApi.Json);

        var response = await api.Functions.CreateProduct(request, api.Context);

        Assert.Equal(401, response.StatusCode);
        Assert.Equal("unauthenticated", response.Problem());
        Assert.Equal("Bearer", response.Headers["WWW-Authenticate"]);
    }

    [Fact]
    public void A_token_without_subject_names_no_caller()
    {
        var request = TestApi.AsAdmin(TestApi.Request("POST", "/products"));
        request.RequestContext.Authorizer.Claims.Remove("sub");

        Assert.Null(Caller.Of(request));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("a b")]
    [InlineData("a#b")]
    [InlineData("a/b")]
    [InlineData("a\n")]
    [InlineData("a\0")]
    [InlineData("ü")]
    [InlineData("\ufffd")]
    [InlineData("[a]")]
    public void A_subject_that_no_pool_gives_names_no_caller(string? subject)
    {
        var request = TestApi.AsAdmin(TestApi.Request("POST", "/products"));
        request.RequestContext.Authorizer.Claims["sub"] = subject!;

        Assert.Null(Caller.Of(request));
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(128, true)]
    [InlineData(129, false)]
    [InlineData(3000, false)]
    public void A_subject_has_128_characters_at_most(int length, bool isOne)
    {
        var request = TestApi.AsAdmin(TestApi.Request("POST", "/products"));
        request.RequestContext.Authorizer.Claims["sub"] = new string('s', length);

        Assert.Equal(isOne, Caller.Of(request) is not null);
    }

    [Theory]
    [InlineData("""{"cognito:groups":["a","catalog-admins"],"cognito:groups":["a","catalog-admins"]}""")]
    [InlineData("""{"cognito:groups":["a","catalog-admins"]} x""")]
    [InlineData("""{"cognito:groups":["a","catalog-admins","\ud83d"]}""")]
    [InlineData("""{"cognito:groups":["a",["catalog-admins"]]}""")]
    [InlineData("""{"cognito:groups":"a,catalog-admins"}""")]
    public async Task A_token_that_two_readers_could_read_differently_tells_no_groups(string payload)
    {
        var request = SignedIn("a", "catalog-admins");
        request.MultiValueHeaders["Authorization"] = [$"Bearer e30.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(payload))}.c2ln"];

        await CreateIs(403, request);
    }

    [Fact]
    public async Task Each_write_needs_the_group()
    {
        using var wire = new WireDynamoDb();
        var api = new TestApi(wire);
        var functions = api.Functions;
        var request = TestApi.WithGroups(TestApi.Request("POST", "/products"), "shoppers");

        APIGatewayProxyResponse[] responses =
        [
            await functions.CreateProduct(request, api.Context),
            await functions.ReplaceProduct(TestApi.Id, request, api.Context),
            await functions.PatchProduct(TestApi.Id, request, api.Context),
            await functions.DeleteProduct(TestApi.Id, request, api.Context),
            await functions.AdjustStock(TestApi.Id, request, api.Context),
        ];

        Assert.Every(responses, response => Assert.Equal("forbidden", response.Problem()));
    }

    [Fact]
    public async Task A_route_for_the_signed_in_lets_any_user_in_and_nobody_else()
    {
        Assert.Equal(204, (await Run(Access.SignedIn, TestApi.WithGroups(TestApi.Request("GET", "/x"), groups: null))).StatusCode);
        Assert.Equal("unauthenticated", (await Run(Access.SignedIn, TestApi.Request("GET", "/x"))).Problem());
    }

    [Fact]
    public async Task A_route_for_partners_needs_the_API_key_that_the_gateway_has_checked()
    {
        var request = TestApi.Request("GET", "/x", null, ("X-API-Key", "what-the-client-says-alone-is-nothing"));
        var refused = await Run(Access.Partners, request);
        request.RequestContext.Identity = new APIGatewayProxyRequest.RequestIdentity { ApiKeyId = "key-id" };

        Assert.Equal("forbidden", refused.Problem());
        Assert.Equal(204, (await Run(Access.Partners, request)).StatusCode);
    }

    private static async Task<APIGatewayProxyResponse> Run(Access access, APIGatewayProxyRequest request)
    {
        using var wire = new WireDynamoDb();
        var api = new TestApi(wire);
        return await api.Endpoint.RunAsync(request, api.Context, access, _ => Task.FromResult(new Reply(204)));
    }

    /// <summary>Only a 201 has called DynamoDB.</summary>
    private static async Task CreateIs(int status, APIGatewayProxyRequest request)
    {
        using var wire = new WireDynamoDb();
        if (status == 201)
            wire.Answers("TransactWriteItems");
        var api = new TestApi(wire);

        Assert.Equal(status, (await api.Functions.CreateProduct(request, api.Context)).StatusCode);
    }

    /// <summary>A request as the gateway passes it on: the groups are one text in the claims and separate values in the token.</summary>
    private static APIGatewayProxyRequest SignedIn(params string[] groups) => TestApi.WithGroups(
        TestApi.Request("POST", "/products", TestApi.ValidBody, TestApi.Json, ("Authorization", Token(groups))),
        groups.Length == 0 ? null : string.Join(',', groups));

    private static string Token(params string[] groups)
    {
        var payload = new JsonObject { ["cognito:groups"] = new JsonArray([.. groups.Select(group => JsonValue.Create(group))]) };
        return $"Bearer e30.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(payload.ToJsonString()))}.c2ln";
    }

    [Theory]
    [InlineData("")]
    [InlineData("Bearer  ")]
    public async Task A_token_names_its_groups_with_or_without_its_scheme(string scheme)
    {
        var request = SignedIn("shoppers", "a,b");
        request.MultiValueHeaders["Authorization"] = [scheme + Token("shoppers", "catalog-admins")["Bearer ".Length..]];

        await CreateIs(201, request);
    }

    [Fact]
    public async Task A_token_with_a_group_that_is_not_text_names_no_groups()
    {
        var request = SignedIn("shoppers", "a,b");
        var payload = Base64Url.EncodeToString("""{"cognito:groups":["catalog-admins",7]}"""u8);
        request.MultiValueHeaders["Authorization"] = [$"Bearer e30.{payload}.c2ln"];

        await CreateIs(403, request);
    }

    [Fact]
    public async Task An_empty_API_key_id_is_no_API_key()
    {
        var request = TestApi.Request("GET", "/x");
        request.RequestContext.Identity = new APIGatewayProxyRequest.RequestIdentity { ApiKeyId = "" };

        Assert.Equal(403, (await Run(Access.Partners, request)).StatusCode);
    }

    [Fact]
    public async Task A_token_with_a_group_that_is_null_names_no_groups()
    {
        var request = SignedIn("shoppers", "a,b");
        var payload = Base64Url.EncodeToString("""{"cognito:groups":["catalog-admins",null]}"""u8);
        request.MultiValueHeaders["Authorization"] = [$"Bearer e30.{payload}.c2ln"];

        await CreateIs(403, request);
    }
}
