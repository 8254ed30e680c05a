using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using LocalGateway.LocalTokens;
using LocalGateway.Model;

namespace LocalHost.Seed;

/// <summary>Sends the items to the running API, as its clients do. The items pass every check of the API.</summary>
internal static class Seeder
{
    private const string UserName = "seed";
    private const int Attempts = 5;
    private const int AtOnce = 2;

    /// <summary>Whether the API has the route that the items are sent to.</summary>
    public static bool CanSeed(RestApi api, SeedFile data) =>
        api.Methods.Any(method => method.ResourcePath == data.Route && method.HttpMethod == "PUT");

    /// <param name="isResumed">Whether an earlier seeding was interrupted. Items that exist are then expected.</param>
    /// <exception cref="LocalHostException">The API refuses an item.</exception>
    public static async Task SeedAsync(
        SeedFile data, Uri baseAddress, UserPool? userPool, string dataFolder, bool isResumed, CancellationToken cancellationToken)
    {
        // A loaded machine may take long for the first item. That ends no start.
        using var client = new HttpClient { BaseAddress = baseAddress, Timeout = Timeout.InfiniteTimeSpan };
        if (userPool is not null)
        {
            var token = UserPoolTokens.Open(userPool, dataFolder).IdToken(new PoolUser(UserName) { Groups = data.Groups });
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        // The first item loads the code. The others go in pairs: one in the function, one in the database.
        if (data.Items is [var first, ..])
            await SendAsync(first, cancellationToken);
        await Parallel.ForEachAsync(
            data.Items.Skip(1), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, SendAsync);

        async ValueTask SendAsync(SeedItem item, CancellationToken cancellationToken) =>
            await Seeder.SendAsync(client, item, data.PathOf(item).TrimStart('/'), isResumed, cancellationToken);
    }

    /// <summary>Sends the item again after a late or busy answer: the condition of the request prevents a second write.</summary>
    private static async Task SendAsync(HttpClient client, SeedItem item, string path, bool mayExist, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Put, path) { Content = JsonContent.Create(item.Body) };
            request.Headers.IfNoneMatch.Add(EntityTagHeaderValue.Any);
            using var response = await client.SendAsync(request, cancellationToken);
            if (response.IsSuccessStatusCode || (response.StatusCode == HttpStatusCode.PreconditionFailed && (mayExist || attempt > 1)))
                return;
            if (attempt < Attempts && response.StatusCode is >= HttpStatusCode.InternalServerError or HttpStatusCode.TooManyRequests)
                continue;
            throw new LocalHostException(
                $"The tables cannot be seeded: PUT /{path} answered {(int)response.StatusCode}. "
                + "Use --no-seed to start without the seed items.");
        }
    }
}
