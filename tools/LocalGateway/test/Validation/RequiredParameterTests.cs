using LocalGateway.Model;
using LocalGateway.Tests.Support;

namespace LocalGateway.Tests.Validation;

public sealed class RequiredParameterTests
{
    private static readonly ApiMethod Method = TestApi.Echo("GET", "/a/{p}") with
    {
        ValidateRequestParameters = true,
        RequestParameters = new Dictionary<string, bool>
        {
            ["method.request.querystring.q"] = true,
            ["method.request.path.p"] = true,
            ["method.request.header.h"] = true,
            ["method.request.header.optional"] = false,
        },
    };

    [Fact]
    public async Task All_missing_parameters_are_listed_in_the_order_headers_path_query_strings()
    {
        await using var gateway = await TestGateway.StartAsync(Method with
        {
            RequestParameters = new Dictionary<string, bool>(Method.RequestParameters)
            {
                ["method.request.header.g"] = true,
                ["method.request.querystring.r"] = true,
                ["method.request.path.other"] = true,
            },
        });

        await gateway.SendAsync("GET", "/a/1")
            .IsRefusedAsync(400, """{"message": "Missing required request parameters: [h, g, other, q, r]"}""", "BadRequestException");
    }

    [Theory]
    [InlineData("/a/1?q=1", "1", null)]
    [InlineData("/a/1?q=1", "", "h")]
    [InlineData("/a/1?q=1", null, "h")]
    [InlineData("/a/1?q=", "1", "q")]
    [InlineData("/a/1?q=%20", "1", "q")]
    [InlineData("/a/1?Q=1", "1", "q")]
    [InlineData("/a/1?q=&q=1", "1", null)]
    public async Task A_blank_parameter_counts_as_missing(string path, string? header, string? missing)
    {
        await using var gateway = await TestGateway.StartAsync(Method);
        var sending = header is null ? gateway.SendAsync("GET", path) : gateway.SendAsync("GET", path, ("h", header));

        if (missing is null)
            await sending.HasStatusAsync(200);
        else
            await sending
                .IsRefusedAsync(400, $$"""{"message": "Missing required request parameters: [{{missing}}]"}""", "BadRequestException");
    }

    [Fact]
    public async Task A_required_header_is_found_regardless_of_its_casing()
    {
        await using var gateway = await TestGateway.StartAsync(Method);

        await gateway.SendAsync("GET", "/a/1?q=1", ("H", "1")).HasStatusAsync(200);
    }

    [Fact]
    public async Task Without_a_validator_no_parameter_is_required()
    {
        await using var gateway = await TestGateway.StartAsync(Method with { ValidateRequestParameters = false });

        await gateway.SendAsync("GET", "/a/1").HasStatusAsync(200);
    }

    [Fact]
    public async Task When_a_parameter_is_missing_the_body_is_not_validated()
    {
        await using var gateway = await TestGateway.StartAsync(new TestApi
        {
            Methods = [Method with { ValidateRequestBody = true, RequestModels = new Dictionary<string, string> { ["application/json"] = "Model" } }],
            Models = """{"Model":{"type":"array"}}""",
        });

        await gateway.SendAsync("GET", "/a/1?q=1")
            .IsRefusedAsync(400, """{"message": "Missing required request parameters: [h]"}""", "BadRequestException");
        await gateway.SendAsync("GET", "/a/1?q=1", ("h", "1"))
            .IsRefusedAsync(400, """{"message": "Invalid request body"}""", "BadRequestException");
    }

    [Fact]
    public async Task A_missing_parameter_gives_a_gateway_response_of_the_type_BAD_REQUEST_PARAMETERS()
    {
        await using var gateway = await TestGateway.StartAsync(new TestApi
        {
            Methods = [Method],
            GatewayResponses = new Dictionary<string, CustomGatewayResponse>
            {
                ["BAD_REQUEST_PARAMETERS"] = new() { Templates = new Dictionary<string, string> { ["text/plain"] = "$context.error.message [$context.error.validationErrorString]" } },
            },
        });

        Assert.Equal("Missing required request parameters: [h, q] []", await gateway.TextOfAsync("/a/1"));
    }

    [Fact]
    public async Task The_throttle_is_checked_before_the_validation()
    {
        await using var gateway = await TestGateway.StartAsync(new TestApi
        {
            Methods = [Method],
            MethodSettings = [new() { HttpMethod = "GET", ResourcePath = "/a/{p}", ThrottlingRateLimit = 0, ThrottlingBurstLimit = 1 }],
        });

        await gateway.SendAsync("GET", "/a/1").HasStatusAsync(400);
        await gateway.SendAsync("GET", "/a/1").HasStatusAsync(429);
    }
}
