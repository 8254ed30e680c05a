using LambdaCrud.IntegrationTests.AllRoutes;

namespace LambdaCrud.IntegrationTests.Favorites;

/// <summary>The requests of favorites for the tests that go through all routes.</summary>
internal static class FavoriteRequests
{
    public static readonly RouteExample List = new("GET /favorites");

    public static readonly RouteExample Add = new("PUT /favorites/{productId}")
    {
        PrepareAsync = _ => Task.FromResult(Guid.CreateVersion7().ToString()),
        SortKeyPrefix = "FAVORITE#",
    };

    public static readonly RouteExample Remove = new("DELETE /favorites/{productId}")
    {
        PrepareAsync = AddAsync,
        SortKeyPrefix = "FAVORITE#",
    };

    private static async Task<string> AddAsync(HttpClient client)
    {
        var id = Guid.CreateVersion7().ToString();
        Assert.True((await client.PutAsync($"/favorites/{id}", content: null)).IsSuccessStatusCode);
        return id;
    }
}
