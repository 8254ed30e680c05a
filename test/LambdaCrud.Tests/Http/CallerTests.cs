using Amazon.Lambda.APIGatewayEvents;
using LambdaCrud.Http;
using LambdaCrud.Tests.Support;

namespace LambdaCrud.Tests.Http;

public class CallerTests
{
    [Theory]
    [InlineData("catalog-admins")]
    [InlineData("shoppers,catalog-admins")]
    [InlineData("catalog-admins,shoppers")]
    public async Task A_member_of_catalog_admins_may_write(string groups) => Assert.Equal(201, await Create(groups));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("shoppers")]
    [InlineData("catalog-admins-eu")]
    [InlineData("no-catalog-admins,shoppers")]
    [InlineData("Catalog-Admins")]
    [InlineData("[catalog-admins]")]
    [InlineData("[shoppers catalog-admins]")]
    [InlineData("shoppers, catalog-admins")]
    public async Task Groups_that_only_resemble_it_may_not(string? groups) => Assert.Equal(403, await Create(groups));

    [Fact]
    public async Task Without_claims_a_write_is_401_and_says_how_to_sign_in()
    {
        var api = new TestApi(new WireDynamoDb());
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

    [Fact]
    public async Task Each_write_needs_the_group()
    {
        var api = new TestApi(new WireDynamoDb());
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

        Assert.All(responses, response => Assert.Equal("forbidden", response.Problem()));
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

    private static Task<APIGatewayProxyResponse> Run(Access access, APIGatewayProxyRequest request)
    {
        var api = new TestApi(new WireDynamoDb());
        return api.Endpoint.Run(request, api.Context, access, _ => Task.FromResult(new Reply(204)));
    }

    private static async Task<int> Create(string? groups)
    {
        var api = new TestApi(new WireDynamoDb().Answers("UpdateItem"));
        var request = TestApi.WithGroups(TestApi.Request("POST", "/products", TestApi.ValidBody, TestApi.Json), groups);
        return (await api.Functions.CreateProduct(request, api.Context)).StatusCode;
    }
}
