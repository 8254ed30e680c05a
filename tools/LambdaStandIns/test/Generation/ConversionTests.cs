using System.Globalization;
using Amazon.Lambda.APIGatewayEvents;

namespace LambdaStandIns.Tests.Generation;

/// <summary>Tests how strings are converted to parameter values, and the response if the conversion fails.</summary>
public class ConversionTests
{
    [Theory]
    [InlineData("int", "42", "42")]
    [InlineData("int", " 42 ", "42")]
    [InlineData("int", "+7", "7")]
    [InlineData("int?", "42", "42")]
    [InlineData("double", "1,234.5", "1234.5")]
    [InlineData("double", "1e3", "1000")]
    [InlineData("decimal", "1.50", "1.50")]
    [InlineData("bool", "TRUE", "True")]
    [InlineData("bool?", "false", "False")]
    [InlineData("char", "x", "x")]
    [InlineData("byte", "255", "255")]
    [InlineData("string", "", "")]
    [InlineData("string?", "a%20b", "a%20b")]
    public async Task A_parameter_value_is_converted_with_Convert_ChangeType(string type, string text, string value)
    {
        var answer = await CallAsync($"string A([FromQuery] {type} x) => FormattableString.Invariant($\"{{x}}\");", Query(text));

        Assert.Equal((200, value), (answer.StatusCode, answer.Body));
    }

    [Fact]
    public async Task A_DateTime_parameter_with_a_time_zone_becomes_local_time()
    {
        var answer = await CallAsync(
            "string A([FromQuery] DateTime x) => $\"{x.Kind} {x.ToUniversalTime():yyyy-MM-ddTHH:mm:ss}\";", Query("2026-01-02T03:04:05+02:00"));

        Assert.Equal("Local 2026-01-02T01:04:05", answer.Body);
    }

    [Fact]
    public async Task A_number_parameter_is_read_in_the_current_culture()
    {
        var before = CultureInfo.CurrentCulture;
        var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        comma.NumberFormat.NumberDecimalSeparator = ",";
        comma.NumberFormat.NumberGroupSeparator = ".";
        CultureInfo.CurrentCulture = comma;
        try
        {
            var answer = await CallAsync("string A([FromQuery] double x) => FormattableString.Invariant($\"{x}\");", Query("1,5"));
            Assert.Equal("1.5", answer.Body);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("int", "two", "The input string 'two' was not in a correct format.")]
    [InlineData("int", "", "The input string '' was not in a correct format.")]
    [InlineData("int?", "", "The input string '' was not in a correct format.")]
    [InlineData("int", "1.5", "The input string '1.5' was not in a correct format.")]
    [InlineData("int", "1,234", "The input string '1,234' was not in a correct format.")]
    [InlineData("int", "1e3", "The input string '1e3' was not in a correct format.")]
    [InlineData("int", "0x10", "The input string '0x10' was not in a correct format.")]
    [InlineData("int", "4294967296", "Value was either too large or too small for an Int32.")]
    [InlineData("bool", "1", "String '1' was not recognized as a valid Boolean.")]
    [InlineData("char", "ab", "String must be exactly one character long.")]
    public async Task A_parameter_value_that_cannot_be_converted_gives_400(string type, string text, string message)
    {
        var answer = await CallAsync($"string A([FromQuery] {type} x) => \"called\";", Query(text));

        AssertInvalid($"Value {text} at 'x' failed to satisfy constraint: {message}", answer);
    }

    [Theory]
    [InlineData("System.Guid", "Invalid cast from 'System.String' to 'System.Guid'.")]
    [InlineData("System.TimeSpan", "Invalid cast from 'System.String' to 'System.TimeSpan'.")]
    [InlineData("System.DayOfWeek", "Invalid cast from 'System.String' to 'System.DayOfWeek'.")]
    [InlineData("System.Guid?", "Invalid cast from 'System.String' to 'System.Guid'.")]
    public async Task A_route_parameter_of_a_type_that_ChangeType_does_not_support_always_gives_400(string type, string message)
    {
        var answer = await CallAsync(
            $$"""string A({{type}} x) => "called";""", new() { PathParameters = new Dictionary<string, string> { ["x"] = "1" } }, "/a/{x}");

        AssertInvalid($"Value 1 at 'x' failed to satisfy constraint: {message}", answer);
    }

    [Fact]
    public async Task A_null_value_gives_400_for_a_value_type_and_null_for_a_string()
    {
        var request = new APIGatewayProxyRequest { QueryStringParameters = new Dictionary<string, string> { ["x"] = null!, ["s"] = null! } };

        AssertInvalid(
            "Value  at 'x' failed to satisfy constraint: Null object cannot be converted to a value type.",
            await CallAsync("string A([FromQuery] int x, [FromQuery] string s) => \"called\";", request));
        Assert.Equal("null", (await CallAsync("string A([FromQuery] string s) => s ?? \"null\";", request)).Body);
    }

    [Fact]
    public async Task One_400_lists_all_validation_errors_by_the_names_in_the_request()
    {
        var answer = await CallAsync(
            """string A([FromQuery(Name = "n")] int a, [FromHeader(Name = "x-on")] bool b, [FromQuery] List<int> c, [FromBody] int[] d) => "called";""",
            new()
            {
                QueryStringParameters = new Dictionary<string, string> { ["n"] = "a\"b" },
                Headers = new Dictionary<string, string> { ["X-On"] = "yes" },
                MultiValueQueryStringParameters = new Dictionary<string, IList<string>> { ["c"] = ["1", "p", "q"] },
                Body = null!,
            });

        Assert.Equal(400, answer.StatusCode);
        Assert.Equal(
            "{\"message\": \"5 validation error(s) detected: "
            + "Value a\"b at 'n' failed to satisfy constraint: The input string 'a\"b' was not in a correct format.,"
            + "Value yes at 'x-on' failed to satisfy constraint: String 'yes' was not recognized as a valid Boolean.,"
            + "Value p at 'c' failed to satisfy constraint: The input string 'p' was not in a correct format.,"
            + "Value q at 'c' failed to satisfy constraint: The input string 'q' was not in a correct format.,"
            + "Value  at 'body' failed to satisfy constraint: Value cannot be null. (Parameter 's')\"}",
            answer.Body);
    }

    [Fact]
    public async Task A_body_that_the_serializer_cannot_read_gives_400_and_repeats_the_body()
    {
        var answer = await CallAsync("string A([FromBody] List<int> x) => \"called\";", new() { Body = "{broken" });

        Assert.Equal(400, answer.StatusCode);
        Assert.StartsWith(
            "{\"message\": \"1 validation error(s) detected: Value {broken at 'body' failed to satisfy constraint: "
            + "Error converting the Lambda event JSON payload to type ",
            answer.Body,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_function_that_returns_an_IHttpResult_writes_its_400_with_the_serializer()
    {
        var project = FunctionProject.WithMembers(
            """[LambdaFunction][RestApi(LambdaHttpMethod.Get, "/a")] public IHttpResult A([FromQuery] int x) => HttpResults.Ok();""");

        Assert.Equal(
            """
            {"statusCode":400,"headers":{"Content-Type":"application/json","x-amzn-ErrorType":"ValidationException"},"body":"{\"message\": \"1 validation error(s) detected: Value no at 'x' failed to satisfy constraint: The input string 'no' was not in a correct format.\"}","isBase64Encoded":false}
            """,
            await project.CallAsync(Query("no")));
    }

    private static void AssertInvalid(string error, APIGatewayProxyResponse answer)
    {
        Assert.Equal(400, answer.StatusCode);
        Assert.Equal($$"""{"message": "1 validation error(s) detected: {{error}}"}""", answer.Body);
        Assert.Equal(
            [new("Content-Type", "application/json"), new("x-amzn-ErrorType", "ValidationException")],
            answer.Headers);
    }

    private static APIGatewayProxyRequest Query(string x) => new() { QueryStringParameters = new Dictionary<string, string> { ["x"] = x } };

    private static Task<APIGatewayProxyResponse> CallAsync(string method, APIGatewayProxyRequest request, string path = "/a") =>
        FunctionProject.WithMembers($$"""[LambdaFunction][RestApi(LambdaHttpMethod.Get, "{{path}}")] public {{method}}""").RespondAsync(request);
}
