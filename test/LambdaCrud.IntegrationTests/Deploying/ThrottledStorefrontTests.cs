using System.Net;
using LambdaCrud.IntegrationTests.AllRoutes;
using static LambdaCrud.IntegrationTests.Requests;

namespace LambdaCrud.IntegrationTests.Deploying;

/// <summary>The limits from the template's parameters apply on this machine as they do when deployed.</summary>
public sealed class ThrottledStorefrontTests(ThrottledStorefrontTests.OneWriteASecond storefront)
    : IClassFixture<ThrottledStorefrontTests.OneWriteASecond>
{
    [Fact]
    public async Task Most_of_many_simultaneous_writes_are_throttled_and_no_read_is()
    {
        var writes = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ =>
            storefront.Admin.SendAsync(Send(HttpMethod.Delete, AnyRoute.AdminsDelete.NewPath()))));
        var reads = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => storefront.Anonymous.GetAsync($"{AnyRoute.PublicList.Path}?limit=1")));

        Assert.True(writes.Count(response => response.StatusCode == HttpStatusCode.TooManyRequests) >= 10);
        Assert.Lacks(reads, response => response.StatusCode == HttpStatusCode.TooManyRequests);
    }

    public sealed class OneWriteASecond : Storefront
    {
        protected override IReadOnlyDictionary<string, string> Parameters =>
            new Dictionary<string, string>(base.Parameters) { ["WriteRateLimit"] = "1", ["WriteBurstLimit"] = "1" };
    }
}
