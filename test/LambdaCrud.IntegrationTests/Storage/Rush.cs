using System.Globalization;
using System.Net;
using LambdaCrud.IntegrationTests.Orders;

namespace LambdaCrud.IntegrationTests.Storage;

/// <summary>The result of one rate. Rates are for the full capacity of a partition.</summary>
/// <param name="Offered">New orders a second.</param>
/// <param name="Placed">Placed orders a second.</param>
/// <param name="Unavailable">Answers with the status 503 a second.</param>
/// <param name="GivenUp">The percentage of the orders that were not placed with the last attempt.</param>
/// <param name="Median">The attempts of an order, as the client counts them.</param>
/// <param name="Percentile99">The attempts that 99 of 100 orders do not exceed.</param>
internal sealed record RushFigure(int Offered, int Placed, int Unavailable, int GivenUp, int Median, int Percentile99)
{
    public static RushFigure Parse(string[] cells)
    {
        var numbers = cells.Select(cell => int.Parse(cell.TrimEnd('%', ' '), NumberStyles.AllowThousands, CultureInfo.InvariantCulture)).ToList();
        return new(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5]);
    }

    public string[] Cells =>
        [Number(Offered), Number(Placed), Number(Unavailable), $"{GivenUp} %", Number(Median), Number(Percentile99)];

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}

/// <summary>
/// Many clients order one product. Time is simulated: each request has a time, and the requests are sent one after another in the order of
/// their times. A client repeats a 503 after <c>Retry-After</c> and up to a second more, with the same key.
/// </summary>
/// <param name="divisor">The capacity and all rates are divided by this number, so that a second has fewer requests.</param>
internal sealed class Rush(Storefront api, ThrottlingWire wire, int divisor)
{
    private const int MaxAttempts = 5;
    private const int Stock = 100_000;
    private const long Second = 1_000_000;

    /// <summary>Runs one rate and checks that each order exists once, and that the stock is exact.</summary>
    /// <param name="rate">New orders a second, at the full capacity of a partition.</param>
    public async Task<RushFigure> RunAsync(int rate, int seconds)
    {
        var product = await api.CreateAsync(stock: Stock);
        using var client = api.As($"rush-{Guid.NewGuid():N}");
        wire.Limit(product, UnitRules.PartitionWriteUnits / divisor);

        var orders = rate * seconds / divisor;
        var interval = Second * divisor / rate;
        var waiting = new PriorityQueue<Try, (long Time, int Order)>();
        for (var order = 0; order < orders; order++)
            waiting.Enqueue(new(order, 1, $"{Guid.NewGuid()}"), ((order + 1) * interval, order));

        var jitter = new Random(rate);
        var (placed, attempts) = (new Dictionary<string, long>(), new List<int>());
        var unavailable = 0;
        while (waiting.TryDequeue(out var next, out var at))
        {
            wire.MoveTo(at.Time);
            using var response = await client.OrderAsync(product, 1, next.Key);
            if (response.StatusCode == HttpStatusCode.Created)
            {
                placed.Add((await response.JsonAsync()).Text("id"), at.Time);
                attempts.Add(next.Attempt);
                continue;
            }

            await response.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "unavailable");
            Assert.Equal("1", response.Header("Retry-After"));
            unavailable += at.Time <= seconds * Second ? 1 : 0;
            if (next.Attempt < MaxAttempts)
                waiting.Enqueue(next with { Attempt = next.Attempt + 1 }, (at.Time + Second + jitter.NextInt64(Second), next.Order));
            else
                attempts.Add(next.Attempt);
        }

        await CheckAsync(client, product, placed.Keys);
        attempts.Sort();
        return new(
            rate,
            placed.Values.Count(time => time <= seconds * Second) * divisor / seconds,
            unavailable * divisor / seconds,
            (orders - placed.Count) * 100 / orders,
            attempts[(attempts.Count - 1) / 2],
            attempts[(attempts.Count - 1) * 99 / 100]);
    }

    private async Task CheckAsync(HttpClient client, CreatedProduct product, Dictionary<string, long>.KeyCollection placed)
    {
        var listed = new List<string>();
        for (var next = "/orders?limit=100"; next.Length > 0;)
        {
            var page = await (await client.GetAsync(next)).JsonAsync();
            listed.AddRange(page.Ids());
            next = page.ContainsKey("nextCursor") ? $"/orders?limit=100&cursor={page.Text("nextCursor")}" : "";
        }

        Assert.Equal(placed.Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
        Assert.Equal(Stock - placed.Count, await api.StockAsync(product));
    }

    private sealed record Try(int Order, int Attempt, string Key);
}
