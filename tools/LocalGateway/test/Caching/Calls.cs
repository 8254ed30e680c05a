namespace LocalGateway.Tests.Caching;

internal static class Calls
{
    /// <summary>Asserts that the reply comes from the function call with this number.</summary>
    public static async Task HasCallAsync(this Task<HttpResponseMessage> sending, string call)
    {
        using var response = await sending;
        Assert.Equal(call, await response.Content.ReadAsStringAsync());
    }
}
