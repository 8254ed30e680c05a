using System.Text.Json;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Serialization.SystemTextJson;

namespace LambdaStandIns.Tests.Runtime;

public class APIGatewayEventsTests
{
    private readonly DefaultLambdaJsonSerializer _serializer = new();

    [Fact]
    public void An_APIGatewayProxyRequest_is_read_from_a_proxy_event()
    {
        var request = _serializer.FromJson<APIGatewayProxyRequest>(
            """
            {"resource":"/books/{id}","path":"/books/7","httpMethod":"GET","headers":{"Accept":"b"},"multiValueHeaders":{"Accept":["a","b"]},
             "queryStringParameters":null,"pathParameters":{"id":"7"},"body":null,"isBase64Encoded":false,
             "requestContext":{"stage":"Prod","requestTimeEpoch":1428582896000,"identity":{"sourceIp":"127.0.0.1"},
               "authorizer":{"principalId":"ada","level":5,"claims":{"sub":"s-1","groups":["x"],"exp":7}}}}
            """);

        Assert.Equal(("/books/{id}", "/books/7", "GET"), (request.Resource, request.Path, request.HttpMethod));
        Assert.Equal("b", request.Headers["Accept"]);
        Assert.Equal(["a", "b"], request.MultiValueHeaders["Accept"]);
        Assert.Null(request.QueryStringParameters);
        Assert.Equal("7", request.PathParameters["id"]);
        Assert.Equal(("Prod", 1428582896000), (request.RequestContext.Stage, request.RequestContext.RequestTimeEpoch));
        Assert.Equal("127.0.0.1", request.RequestContext.Identity.SourceIp);
        Assert.Equal(5, Assert.IsType<JsonElement>(request.RequestContext.Authorizer["level"]).GetInt32());
        Assert.Equal([new("sub", "s-1")], request.RequestContext.Authorizer.Claims);
    }

    [Fact]
    public void An_APIGatewayProxyRequest_is_written_with_its_CSharp_property_names() => Assert.Equal(
        """{"Path":"/books","PathParameters":{"id":"7"},"IsBase64Encoded":false}""",
        _serializer.ToJson(new APIGatewayProxyRequest { Path = "/books", PathParameters = new Dictionary<string, string> { ["id"] = "7" } }));

    [Fact]
    public void An_APIGatewayProxyResponse_is_written_as_the_JSON_that_API_Gateway_expects()
    {
        Assert.Equal("""{"statusCode":0,"isBase64Encoded":false}""", _serializer.ToJson(new APIGatewayProxyResponse()));
        Assert.Equal(
            """{"statusCode":200,"headers":{"A":"1"},"multiValueHeaders":{"B":["2","3"]},"body":"x","isBase64Encoded":true}""",
            _serializer.ToJson(new APIGatewayProxyResponse
            {
                StatusCode = 200,
                Headers = new Dictionary<string, string> { ["A"] = "1" },
                MultiValueHeaders = new Dictionary<string, IList<string>> { ["B"] = ["2", "3"] },
                Body = "x",
                IsBase64Encoded = true,
            }));
    }

    [Fact]
    public void An_APIGatewayCustomAuthorizerResponse_is_written_as_the_JSON_that_API_Gateway_expects() => Assert.Equal(
        """{"principalId":"ada","policyDocument":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["execute-api:Invoke"],"Resource":["*"]}]},"context":{"Level":5},"usageIdentifierKey":"k"}""",
        new CamelCaseLambdaJsonSerializer().ToJson(new APIGatewayCustomAuthorizerResponse
        {
            PrincipalID = "ada",
            PolicyDocument = { Statement = { new() { Action = ["execute-api:Invoke"], Resource = ["*"] } } },
            Context = new() { ["Level"] = 5 },
            UsageIdentifierKey = "k",
        }));

    [Fact]
    public void The_claims_of_an_authorizer_context_are_read_from_it_only_once()
    {
        var authorizer = new APIGatewayCustomAuthorizerContext();
        Assert.Empty(authorizer.Claims);
        authorizer["claims"] = JsonElement.Parse("""{"sub":"late"}""");
        Assert.Empty(authorizer.Claims);

        authorizer.Claims = new() { ["sub"] = "set" };
        Assert.Equal("set", authorizer.Claims["sub"]);
        Assert.Equal(JsonValueKind.Object, Assert.IsType<JsonElement>(authorizer["claims"]).ValueKind);
    }
}
