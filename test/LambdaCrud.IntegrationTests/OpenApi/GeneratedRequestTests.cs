using System.Text;
using FsCheck;
using FsCheck.Fluent;
using LambdaCrud.IntegrationTests.AllRoutes;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace LambdaCrud.IntegrationTests.OpenApi;

/// <summary>
/// Sends generated requests of all operations of the contract through the gateway to DynamoDB Local. The client checks each exchange: the
/// answer must be declared, and a request that breaks the contract must not succeed.
/// </summary>
public sealed class GeneratedRequestTests(GeneratedRequestTests.OwnTable storefront, ITestOutputHelper output)
    : IClassFixture<GeneratedRequestTests.OwnTable>
{
    private const int Size = 50;
    private const int MaxReported = 10;

    /// <summary>The suite sends the same requests each time, a soak sends others.</summary>
    private static readonly ulong FirstSeed = (ulong)Soak.Number(1, Random.Shared.Next());

    private static readonly string[] Groups =
        [.. DeclaredRoutes.Api.Routes.Select(route => route.Access.Group).OfType<string>().Distinct()];

    private readonly KnownValues _known = new();

    [Fact]
    [Trait(Soak.Trait, "true")]
    public async Task No_generated_request_gets_an_undeclared_answer_or_a_server_error_and_no_invalid_one_succeeds()
    {
        var generator = new RequestGenerator(Contract.Current, _known);
        var statuses = new SortedDictionary<string, SortedDictionary<int, int>>(StringComparer.Ordinal);
        var faults = new Dictionary<string, string>();
        for (var round = 0; round < Soak.Number(12, 1_000); round++)
        {
            foreach (var operation in Contract.Current.Operations)
            {
                var request = generator.Of(operation).Sample(numberOfSamples: 1, seed: new Rnd(FirstSeed + (ulong)round), size: Size).Single();
                var (status, fault) = await SendAsync(request);
                if (fault is not null)
                    faults.TryAdd($"{operation} {status} {KindOf(fault)}", $"{fault}\n{request}");
                var counts = statuses.TryGetValue($"{operation}", out var known) ? known : statuses[$"{operation}"] = [];
                counts[status] = counts.GetValueOrDefault(status) + 1;
            }
        }

        var all = statuses.Values.SelectMany(counts => counts).ToList();
        foreach (var (operation, counts) in statuses)
            output.WriteLine($"Figure: {operation}: {string.Join(", ", counts.Select(count => $"{count.Value} × {count.Key}"))}");
        Assert.True(faults.Count == 0, $"{faults.Count} kinds of faults from the seed {FirstSeed}:\n\n{string.Join("\n\n", faults.Values.Take(MaxReported))}");
        // The generator is of no use if all requests fail, or if all succeed.
        Assert.InRange(all.Where(count => count.Key < 300).Sum(count => count.Value), all.Sum(count => count.Value) / 10, int.MaxValue);
        Assert.InRange(all.Where(count => count.Key >= 400).Sum(count => count.Value), all.Sum(count => count.Value) / 10, int.MaxValue);
        Assert.Every(statuses, operation =>
            Assert.InRange(operation.Value.Where(count => count.Key < 300).Sum(count => count.Value), Soak.Number(0, 10), int.MaxValue));
    }

    private async Task<(int Status, string? Fault)> SendAsync(GeneratedRequest request)
    {
        using var message = request.Message(storefront.Url);
        switch (request.Caller)
        {
            case Caller.User:
                message.Headers.TryAddWithoutValidation("Authorization", storefront.Token("user", []));
                break;
            case Caller.Admin:
                message.Headers.TryAddWithoutValidation("Authorization", storefront.Token("admin", Groups));
                break;
            case Caller.Forger:
                message.Headers.TryAddWithoutValidation("Authorization", "Bearer a.b.c");
                message.Headers.TryAddWithoutValidation("X-API-Key", "a-key-that-nobody-has-issued");
                break;
            case Caller.KeyHolder:
                message.Headers.TryAddWithoutValidation("X-API-Key", storefront.ApiKey);
                break;
        }

        try
        {
            using var response = await storefront.Anonymous.SendAsync(message);
            _known.Learn(request, response, await response.Content.ReadAsByteArrayAsync());
            var status = (int)response.StatusCode;
            return (status, status >= 500 ? $"A server error: {await response.Content.ReadAsStringAsync()}" : null);
        }
        catch (XunitException undeclared)
        {
            return (0, undeclared.Message);
        }
    }

    /// <summary>The first violation, without the numbers that differ between faults of one kind.</summary>
    private static string KindOf(string fault)
    {
        var line = fault.Split('\n').FirstOrDefault(line => line.StartsWith('-')) ?? fault.Split(',')[0];
        return new StringBuilder().AppendJoin("", line.Where(c => !char.IsAsciiDigit(c))).ToString();
    }

    /// <summary>The API with its own log. The requests would disturb the tests that share a table.</summary>
    public sealed class OwnTable : Storefront;
}
