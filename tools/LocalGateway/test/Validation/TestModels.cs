using System.Text;
using LocalGateway.Model;
using LocalGateway.Tests.Support;

namespace LocalGateway.Tests.Validation;

/// <summary>A method that validates its body with models. Its 400 reply holds the validation error.</summary>
internal static class TestModels
{
    public static Task<TestGateway> StartAsync(string models, params (string MediaType, string Model)[] choice) =>
        TestGateway.StartAsync(new TestApi
        {
            Methods =
        [
            TestApi.Echo("POST", "/") with
            {
                ValidateRequestBody = true,
                RequestModels = choice is [] ? new Dictionary<string, string> { ["application/json"] = "Model" } : choice.ToDictionary(entry => entry.MediaType, entry => entry.Model),
            },
        ],
            Models = models,
            GatewayResponses = new Dictionary<string, CustomGatewayResponse>
            {
                ["BAD_REQUEST_BODY"] = new() { Templates = new Dictionary<string, string> { ["text/plain"] = "$context.error.validationErrorString" } },
            },
        });

    /// <returns>The validation error, or null when the body is accepted.</returns>
    public static async Task<string?> ProblemAsync(this TestGateway gateway, string body, string? contentType = "application/json")
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        if (contentType is not null)
            content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        using var response = await gateway.Client.PostAsync("/", content);
        if ((int)response.StatusCode == 200)
            return null;
        Assert.Equal(400, (int)response.StatusCode);
        return await response.Content.ReadAsStringAsync();
    }

    /// <summary>Validates the body with one model that has this schema.</summary>
    public static async Task<string?> ProblemAsync(string schema, string body)
    {
        await using var gateway = await StartAsync($$"""{"Model":{{schema}}}""");
        return await gateway.ProblemAsync(body);
    }
}
