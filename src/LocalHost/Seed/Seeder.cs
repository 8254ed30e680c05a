using System.Net.Http.Headers;
using System.Net.Http.Json;
using ApiGateway.Authorization;
using ApiGateway.Model;

namespace LocalHost.Seed;

/// <summary>Puts the catalogue through the running API, as administrators do: it passes every check and knows no stored form.</summary>
internal static class Seeder
{
    private const string UserName = "seed";

    /// <summary>The catalogue, if the API has its route; null leaves nothing to seed.</summary>
    public static Catalogue? For(RestApi api)
    {
        var catalogue = Catalogue.Read();
        return api.Methods.Any(method => method.ResourcePath == catalogue.Route && method.HttpMethod == "PUT") ? catalogue : null;
    }

    /// <exception cref="LocalHostException">The API refuses an item.</exception>
    public static async Task SeedAsync(
        Catalogue catalogue, Uri baseAddress, UserPool? userPool, string dataFolder, CancellationToken cancellationToken)
    {
        using var client = new HttpClient { BaseAddress = baseAddress };
        if (userPool is not null)
        {
            var token = UserPoolTokens.Open(userPool, dataFolder).IdToken(new PoolUser(UserName) { Groups = catalogue.Groups });
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }
        foreach (var item in catalogue.Items)
        {
            var path = catalogue.Route.Replace("{id}", item.Id, StringComparison.Ordinal).TrimStart('/');
            using var request = new HttpRequestMessage(HttpMethod.Put, path) { Content = JsonContent.Create(item.Body) };
            request.Headers.IfNoneMatch.Add(EntityTagHeaderValue.Any);
            using var response = await client.SendAsync(request, cancellationToken);
            if (!response.IsSuccessStatusCode)
            {
                throw new LocalHostException(
                    $"The catalogue cannot be seeded: PUT /{path} answered {(int)response.StatusCode}. --no-seed starts without it.");
            }
        }
    }
}
