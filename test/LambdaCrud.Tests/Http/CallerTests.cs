using System.Buffers.Text;
using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using Amazon.Lambda.APIGatewayEvents;
using LambdaCrud.Http;
using LambdaCrud.Tests.Support;

namespace LambdaCrud.Tests.Http;

public class CallerTests
{
    [Fact]
    public void A_route_needs_a_token_unless_it_is_for_anyone_or_for_partners()
    {
        var callers = typeof(Access).GetFields(BindingFlags.Static | BindingFlags.Public).Select(field => (Access)field.GetValue(null)!);

        foreach (var access in Assert.Some(callers))
        {
            Assert.Equal(access != Access.Anyone && access != Access.Partners, access.NeedsUser);
            Assert.Equal(access == Access.Partners, access.NeedsApiKey);
            Assert.NotEmpty(access.Name);
        }
    }

    [Theory]
    [InlineData("catalog-admins")]
    [InlineData("shoppers", "catalog-admins")]
    [InlineData("catalog-admins", "shoppers")]
    [InlineData("a,b", "catalog-admins", "[c d]")]
    public async Task A_member_of_catalog_admins_may_create_a_product(params string[] groups) => await CreateIs(201, SignedIn(groups));

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
    public async Task A_member_of_a_group_with_a_similar_name_gets_403(params string[] groups) => await CreateIs(403, SignedIn(groups));

    [Fact]
    public async Task The_groups_are_not_read_from_a_request_with_two_tokens()
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
    public async Task The_groups_are_not_read_from_a_malformed_token(string authorization)
    {
        var request = SignedIn("shoppers", "catalog-admins");
        request.MultiValueHeaders["Authorization"] = [authorization];

        await CreateIs(403, request);
    }

    [Fact]
    public async Task A_write_without_claims_gets_401_with_WWW_Authenticate()
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
    public void Claims_without_a_sub_give_no_caller()
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
    public void A_sub_that_no_user_pool_issues_gives_no_caller(string? subject)
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
    public void A_sub_has_at_most_128_characters(int length, bool isOne)
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
    public async Task The_groups_are_not_read_from_an_ambiguous_token(string payload)
    {
        var request = SignedIn("a", "catalog-admins");
        request.MultiValueHeaders["Authorization"] = [$"Bearer e30.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(payload))}.c2ln"];

        await CreateIs(403, request);
    }

    [Fact]
    public async Task Every_write_of_a_product_needs_the_group_catalog_admins()
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
    public async Task A_route_for_signed_in_users_accepts_every_user_and_nobody_else()
    {
        Assert.Equal(204, (await Run(Access.SignedIn, TestApi.WithGroups(TestApi.Request("GET", "/x"), groups: null))).StatusCode);
        Assert.Equal("unauthenticated", (await Run(Access.SignedIn, TestApi.Request("GET", "/x"))).Problem());
    }

    [Fact]
    public async Task A_route_for_partners_needs_an_API_key_that_the_gateway_has_checked()
    {
        var request = TestApi.Request("GET", "/x", null, ("X-API-Key", "a-key-that-the-gateway-has-not-checked"));
        var refused = await Run(Access.Partners, request);
        request.RequestContext.Identity = new APIGatewayProxyRequest.RequestIdentity { ApiKeyId = "key-id" };

        Assert.Equal("forbidden", refused.Problem());
        Assert.Equal(204, (await Run(Access.Partners, request)).StatusCode);
    }

    private static async Task<APIGatewayProxyResponse> Run(Access access, APIGatewayProxyRequest request)
    {
        using var wire = new WireDynamoDb();
        var api = new TestApi(wire);
        return await api.Endpoint.RunAsync(TestRoute.For(access), request, api.Context, _ => Task.FromResult(new Reply(204)));
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
    public async Task The_groups_are_read_from_a_token_with_or_without_the_Bearer_scheme(string scheme)
    {
        var request = SignedIn("shoppers", "a,b");
        request.MultiValueHeaders["Authorization"] = [scheme + Token("shoppers", "catalog-admins")["Bearer ".Length..]];

        await CreateIs(201, request);
    }

    [Fact]
    public async Task The_groups_are_not_read_from_a_token_with_a_group_that_is_not_a_string()
    {
        var request = SignedIn("shoppers", "a,b");
        var payload = Base64Url.EncodeToString("""{"cognito:groups":["catalog-admins",7]}"""u8);
        request.MultiValueHeaders["Authorization"] = [$"Bearer e30.{payload}.c2ln"];

        await CreateIs(403, request);
    }

    [Fact]
    public async Task An_empty_API_key_id_does_not_count_as_an_API_key()
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
