using System.Net.Http.Headers;
using System.Net.Http.Json;
using LocalGateway.LocalTokens;
using LocalGateway.Model;

namespace LocalHost.Seed;

/// <summary>Sends the items to the running API, as its clients do. The items pass every check of the API.</summary>
internal static class Seeder
{
    private const string UserName = "seed";

    /// <summary>Whether the API has the route that the items are sent to.</summary>
    public static bool CanSeed(RestApi api, SeedFile data) =>
        api.Methods.Any(method => method.ResourcePath == data.Route && method.HttpMethod == "PUT");

    /// <exception cref="LocalHostException">The API refuses an item.</exception>
    public static async Task SeedAsync(
        SeedFile data, Uri baseAddress, UserPool? userPool, string dataFolder, CancellationToken cancellationToken)
    {
        using var client = new HttpClient { BaseAddress = baseAddress };
        if (userPool is not null)
        {
            var token = UserPoolTokens.Open(userPool, dataFolder).IdToken(new PoolUser(UserName) { Groups = data.Groups });
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        foreach (var item in data.Items)
        {
            var path = data.PathOf(item).TrimStart('/');
            using var request = new HttpRequestMessage(HttpMethod.Put, path) { Content = JsonContent.Create(item.Body) };
            request.Headers.IfNoneMatch.Add(EntityTagHeaderValue.Any);
            using var response = await client.SendAsync(request, cancellationToken);
            if (!response.IsSuccessStatusCode)
            {
                throw new LocalHostException(
                    $"The tables cannot be seeded: PUT /{path} answered {(int)response.StatusCode}. "
                    + "Use --no-seed to start without the seed items.");
            }
        }
    }
}
