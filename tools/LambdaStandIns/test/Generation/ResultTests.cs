using System.Globalization;
using Amazon.Lambda.APIGatewayEvents;

namespace LambdaStandIns.Tests.Generation;

/// <summary>How the declared return type of an API method determines the response.</summary>
public class ResultTests
{
    private const string Types = """
        public class Loan { public string? Title { get; set; } public int Days { get; set; } public Kind Kind { get; set; } }
        public enum Kind { Placed, Renewed }
        public struct Point { public int X { get; set; } }
        """;

    [Theory]
    [InlineData("void A() { }")]
    [InlineData("Task A() => Task.CompletedTask;")]
    [InlineData("async void A() => await Task.CompletedTask;")]
    public async Task An_API_method_that_returns_nothing_gives_200_without_headers_and_body(string method)
    {
        var answer = await CallAsync(method);

        Assert.Equal(200, answer.StatusCode);
        Assert.Null(answer.Headers);
        Assert.Null(answer.Body);
    }

    [Theory]
    [InlineData("string A() => \"a \\\"b\\\"\";", "a \"b\"")]
    [InlineData("string A() => \"\";", "")]
    [InlineData("string A() => null!;", null)]
    public async Task An_API_method_that_returns_a_string_gives_200_with_text_plain(string method, string? body)
    {
        var answer = await CallAsync(method);

        Assert.Equal((200, body), (answer.StatusCode, answer.Body));
        Assert.Equal([new("Content-Type", "text/plain")], answer.Headers);
    }

    [Theory]
    [InlineData("Task<string> A() => Task.FromResult(\"a \\\"b\\\"\");", "\"a \\\"b\\\"\"")]
    [InlineData("Task<string?> A() => Task.FromResult<string?>(null);", "null")]
    [InlineData("Loan A() => new() { Title = \"Å\", Days = 3, Kind = Kind.Renewed };", "{\"Title\":\"Å\",\"Days\":3,\"Kind\":1}")]
    [InlineData("Loan? A() => null;", "null")]
    [InlineData("async Task<Loan> A() { await Task.Yield(); return new(); }", "{\"Days\":0,\"Kind\":0}")]
    [InlineData("List<int> A() => [1, 2];", "[1,2]")]
    [InlineData("object A() => new Loan();", "{\"Days\":0,\"Kind\":0}")]
    [InlineData("Task<int> A() => Task.FromResult(5);", "5")]
    [InlineData("Task<bool> A() => Task.FromResult(true);", "true")]
    [InlineData("Task<Point> A() => Task.FromResult(new Point { X = 1 });", "{\"X\":1}")]
    [InlineData("int A() => 5;", "5")]
    [InlineData("int? A() => null;", "")]
    [InlineData("bool A() => true;", "True")]
    [InlineData("Kind A() => Kind.Renewed;", "Renewed")]
    [InlineData("Point A() => new();", "Shop.Point")]
    public async Task An_API_method_result_that_is_not_a_plain_string_has_the_content_type_application_json(string method, string body)
    {
        var answer = await CallAsync(method);

        Assert.Equal((200, body), (answer.StatusCode, answer.Body));
        Assert.Equal([new("Content-Type", "application/json")], answer.Headers);
    }

    [Fact]
    public async Task A_returned_number_is_written_in_the_current_culture()
    {
        var before = CultureInfo.CurrentCulture;
        var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        comma.NumberFormat.NumberDecimalSeparator = ",";
        CultureInfo.CurrentCulture = comma;
        try
        {
            Assert.Equal("1,5", (await CallAsync("double A() => 1.5;")).Body);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("APIGatewayProxyResponse A() => new() { StatusCode = 418 };")]
    [InlineData("Task<APIGatewayProxyResponse> A() => Task.FromResult(new APIGatewayProxyResponse { StatusCode = 418 });")]
    public async Task An_APIGatewayProxyResponse_is_returned_unchanged(string method) =>
        Assert.Equal(418, (await CallAsync(method)).StatusCode);

    [Fact]
    public async Task A_null_APIGatewayProxyResponse_is_returned_as_null() =>
        Assert.Null(await Project("APIGatewayProxyResponse A() => null!;").CallAsync(new APIGatewayProxyRequest()));

    [Theory]
    [InlineData(
        "IHttpResult A() => HttpResults.Created(\"/loans/1\", new Loan { Title = \"x\" });",
        """{"statusCode":201,"multiValueHeaders":{"location":["/loans/1"],"content-type":["application/json"]},"body":"{\u0022Title\u0022:\u0022x\u0022,\u0022Days\u0022:0,\u0022Kind\u0022:0}","isBase64Encoded":false}""")]
    [InlineData(
        "async Task<IHttpResult> A() { await Task.Yield(); return HttpResults.NotFound(\"no\").AddHeader(\"X-A\", \"1\"); }",
        """{"statusCode":404,"multiValueHeaders":{"x-a":["1"],"content-type":["text/plain"]},"body":"no","isBase64Encoded":false}""")]
    public async Task An_IHttpResult_is_written_by_its_own_Serialize_method(string method, string json) =>
        Assert.Equal(json, await Project(method).CallAsync(new APIGatewayProxyRequest()));

    [Fact]
    public async Task A_null_IHttpResult_throws_a_NullReferenceException() =>
        await Assert.ThrowsAsync<NullReferenceException>(() => Project("IHttpResult A() => null!;").CallAsync(new APIGatewayProxyRequest()));

    [Theory]
    [InlineData("string A() => throw new InvalidOperationException(\"x\");")]
    [InlineData("async Task<IHttpResult> A() { await Task.Yield(); throw new InvalidOperationException(\"x\"); }")]
    public async Task An_exception_of_an_API_method_passes_through_the_generated_code(string method) =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => Project(method).CallAsync(new APIGatewayProxyRequest()));

    [Fact]
    public async Task A_byte_order_mark_from_the_serializer_is_omitted_from_the_response_body() =>
        Assert.Equal("t", (await WithSerializer("s.Write([0xEF, 0xBB, 0xBF]); s.Write([116]);").RespondAsync()).Body);

    [Fact]
    public async Task A_function_throws_if_the_serializer_closes_its_stream() =>
        await Assert.ThrowsAsync<ObjectDisposedException>(() => WithSerializer("s.Write([116]); s.Dispose();").CallAsync(new APIGatewayProxyRequest()));

    [Fact]
    public async Task One_instance_of_the_class_serves_all_events_if_there_is_no_startup_class()
    {
        var environment = Project("int A() => ++_calls; private int _calls;").Start("A");

        await environment.CallAsync(new APIGatewayProxyRequest());
        var second = Assert.IsType<APIGatewayProxyResponse>(await environment.CallAsync(new APIGatewayProxyRequest()));

        Assert.Equal("2", second.Body);
    }

    private static FunctionProject WithSerializer(string serialize) => FunctionProject.WithoutSerializer(
        "namespace Shop; public class Store { [LambdaFunction][RestApi(LambdaHttpMethod.Get, \"/a\")] public object A() => new(); }",
        $$"""
        [assembly: LambdaSerializer(typeof(Shop.Odd))]
        namespace Shop;
        public class Odd : ILambdaSerializer
        {
            public T Deserialize<T>(Stream s) => default!;
            public void Serialize<T>(T value, Stream s) { {{serialize}} }
        }
        """);

    private static Task<APIGatewayProxyResponse> CallAsync(string method) => Project(method).RespondAsync();

    private static FunctionProject Project(string method) =>
        FunctionProject.WithMembers($$"""[LambdaFunction][RestApi(LambdaHttpMethod.Get, "/a")] public {{method}}""", Types);
}
