using System.Text;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Serialization.SystemTextJson;
using LambdaCrud.Http;

namespace LambdaCrud.Tests;

/// <summary>Events and responses in the form that Lambda uses, through the serializer that the assembly names.</summary>
public class LambdaJsonTests
{
    private readonly SourceGeneratorLambdaJsonSerializer<LambdaJson> _serializer = new();

    [Fact]
    public void An_event_of_API_Gateway_is_read_with_headers_parameters_and_claims()
    {
        using var json = new MemoryStream(Encoding.UTF8.GetBytes("""
            {
              "resource": "/products/{id}", "path": "/products/7", "httpMethod": "PUT",
              "headers": {"If-Match": "\"b\""}, "multiValueHeaders": {"If-Match": ["\"a\"", "\"b\""]},
              "queryStringParameters": {"limit": "5"}, "multiValueQueryStringParameters": {"limit": ["4", "5"]},
              "pathParameters": {"id": "7"}, "stageVariables": null, "body": "{}", "isBase64Encoded": false,
              "requestContext": {
                "requestId": "r-1", "stage": "Prod", "path": "/Prod/products/7", "requestTimeEpoch": 1574914826000,
                "authorizer": {"claims": {"sub": "s-1", "cognito:groups": "catalog-admins", "email_verified": "true"}},
                "identity": {"sourceIp": "127.0.0.1", "userAgent": null}
              }
            }
            """));

        var request = _serializer.Deserialize<APIGatewayProxyRequest>(json);

        Assert.Equal("/products/{id}", request.Resource);
        Assert.Equal(["\"a\"", "\"b\""], request.Header("if-match"));
        Assert.Equal("5", request.QueryStringParameters["limit"]);
        Assert.Equal("r-1", request.RequestContext.RequestId);
        var caller = Caller.Of(request);
        Assert.NotNull(caller);
        Assert.Equal("s-1", caller.Subject);
        Assert.Equal(["catalog-admins"], caller.Groups);
    }

    [Fact]
    public void An_event_without_an_authorizer_has_no_caller()
    {
        using var json = new MemoryStream("""{"requestContext": {"requestId": "r-1"}, "headers": null}"""u8.ToArray());

        Assert.Null(Caller.Of(_serializer.Deserialize<APIGatewayProxyRequest>(json)));
    }

    [Fact]
    public void A_reply_is_written_in_the_form_that_API_Gateway_expects()
    {
        using var json = new MemoryStream();

        _serializer.Serialize(new Reply(304).With("ETag", "\"a\"").ToResponse("r-1"), json);

        Assert.Equal("""{"statusCode":304,"headers":{"ETag":"\"a\""},"isBase64Encoded":false}""", Encoding.UTF8.GetString(json.ToArray()));
    }
}
