namespace LocalGateway.Tests.Support;

internal static class Refusals
{
    /// <summary>Asserts that the response is a gateway response with this status, body and error type.</summary>
    public static async Task IsRefusedAsync(this Task<HttpResponseMessage> sending, int status, string body, string errorType)
    {
        using var response = await sending;
        Assert.Equal((status, body), ((int)response.StatusCode, await response.Content.ReadAsStringAsync()));
        Assert.Equal(errorType, Assert.Single(response.Headers.GetValues("x-amzn-ErrorType")));
    }

    public static async Task AnswersAsync(this Task<HttpResponseMessage> sending, int status, string body)
    {
        using var response = await sending;
        Assert.Equal((status, body), ((int)response.StatusCode, await response.Content.ReadAsStringAsync()));
    }

    public static async Task HasStatusAsync(this Task<HttpResponseMessage> sending, int status)
    {
        using var response = await sending;
        Assert.Equal(status, (int)response.StatusCode);
    }
}
