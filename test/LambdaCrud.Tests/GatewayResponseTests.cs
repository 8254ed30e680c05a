using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LambdaCrud.Http;
using LambdaCrud.Tests.Support;

namespace LambdaCrud.Tests;

/// <summary>The gateway's own refusals are problems like those of the functions. One rule applies to all its responses.</summary>
public partial class GatewayResponseTests
{
    /// <summary>All response types of API Gateway, each with its problem.</summary>
    public static TheoryData<string, string> Types => new()
    {
        { "ACCESS_DENIED", "forbidden" },
        { "API_CONFIGURATION_ERROR", "internal" },
        { "AUTHORIZER_CONFIGURATION_ERROR", "internal" },
        { "AUTHORIZER_FAILURE", "internal" },
        { "BAD_REQUEST_BODY", "invalid-body" },
        { "BAD_REQUEST_PARAMETERS", "invalid-parameter" },
        { "DEFAULT_4XX", "forbidden" },
        { "DEFAULT_5XX", "internal" },
        { "EXPIRED_TOKEN", "forbidden" },
        { "INTEGRATION_FAILURE", "bad-gateway" },
        { "INTEGRATION_TIMEOUT", "timeout" },
        { "INVALID_API_KEY", "forbidden" },
        { "INVALID_SIGNATURE", "forbidden" },
        { "MISSING_AUTHENTICATION_TOKEN", "unknown-route" },
        { "QUOTA_EXCEEDED", "quota-exceeded" },
        { "REQUEST_TOO_LARGE", "body-too-large" },
        { "RESOURCE_NOT_FOUND", "unknown-route" },
        { "THROTTLED", "throttled" },
        { "UNAUTHORIZED", "unauthenticated" },
        { "UNSUPPORTED_MEDIA_TYPE", "unsupported-media-type" },
        { "WAF_FILTERED", "forbidden" },
    };

    private static JsonObject Responses => Template.AllResources["AnnotationsRestApi"]!["Properties"]!["GatewayResponses"]!.AsObject();

    [Theory]
    [MemberData(nameof(Types))]
    public void Every_gateway_response_has_the_problem_of_its_type(string type, string code)
    {
        var expected = Declared.Problems.Single(known => known.Code == code);
        var response = ResponseOf(type, expected);

        var problem = JsonSerializer.Deserialize(Rendered(response), ApiJson.Default.Problem)!;

        Assert.Equal((expected.Uri, expected.Title, expected.Status, code), (problem.Type, problem.Title, problem.Status, problem.Code));
        Assert.Equal(expected.Status, (int?)response["StatusCode"]);
        Assert.NotEmpty(problem.Detail!);
        Assert.Equal("$context.requestId", problem.RequestId);
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Every_gateway_response_has_the_headers_of_the_functions_problems(string type, string code)
    {
        var response = ResponseOf(type, Declared.Problems.Single(known => known.Code == code));
        var headers = response["ResponseParameters"]!["Headers"]!.AsObject().ToDictionary(
            header => header.Key, header => header.Value is JsonObject sub ? $"Sub {sub["Fn::Sub"]}" : (string)header.Value!);
        var expected = new Dictionary<string, string>
        {
            ["Access-Control-Allow-Origin"] = "Sub '${AllowedOrigin}'",
            ["Access-Control-Expose-Headers"] = $"'{Endpoint.ExposedHeaders}'",
            ["Cache-Control"] = "'no-store'",
            ["Content-Type"] = "'application/problem+json'",
            ["X-Request-Id"] = "context.requestId",
        };
        if (code == "throttled")
            expected["Retry-After"] = "'1'";
        if (code == "unauthenticated")
            expected["WWW-Authenticate"] = "'Bearer'";

        Assert.Equal(expected.ToHashSet(), headers.ToHashSet());
    }

    [Fact]
    public void No_gateway_response_repeats_text_from_the_client()
    {
        // The gateway inserts variables without escaping. Only messageString is a JSON text. validationErrorString quotes the body.
        var variables = Responses.SelectMany(response => Variable().Matches(Body(response.Value!)).Select(match => match.Value));

        Assert.Equal(["$context.error.messageString", "$context.requestId"], variables.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_gateway_response_has_a_type_that_API_Gateway_knows() => Assert.Within(
        Types.Select(row => (string)row[0]), Responses.Select(response => response.Key));

    [Fact]
    public void The_documentation_lists_the_problem_of_every_gateway_response()
    {
        var documented =
            from line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "problems.md"))
            let cells = line.Split('|', StringSplitOptions.TrimEntries)
            where cells.Length == 4 && TypeName().IsMatch(cells[1])
            from Match type in TypeName().Matches(cells[1])
            select $"{type.Groups[1].Value} {cells[2].Split('`')[1]}";

        Assert.Equal(
            Types.Select(row => $"{row[0]} {row[1]}"),
            documented.Distinct().Order(StringComparer.Ordinal));
    }

    // A response for a type inherits nothing from the default response of its class.
    private static JsonNode ResponseOf(string type, ProblemType problem) =>
        Responses[type] ?? Responses[problem.Status < 500 ? "DEFAULT_4XX" : "DEFAULT_5XX"]!;

    private static string Rendered(JsonNode response) =>
        Body(response).Replace("$context.error.messageString", "\"Unauthorized\"", StringComparison.Ordinal);

    private static string Body(JsonNode response)
    {
        // API Gateway always renders the application/json template. The header gives the real media type.
        var (mediaType, template) = Assert.Single(response["ResponseTemplates"]!.AsObject());
        Assert.Equal("application/json", mediaType);
        Assert.Equal("", (string?)template!["Fn::Join"]![0]);
        return string.Concat(template["Fn::Join"]![1]!.AsArray());
    }

    [GeneratedRegex(@"\$[A-Za-z.]+")]
    private static partial Regex Variable();

    [GeneratedRegex("`([A-Z0-9]+_[A-Z0-9_]+|THROTTLED|UNAUTHORIZED)`")]
    private static partial Regex TypeName();
}
