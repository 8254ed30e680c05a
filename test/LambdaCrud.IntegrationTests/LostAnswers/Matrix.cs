using System.Collections.Concurrent;
using Amazon.DynamoDBv2;

namespace LambdaCrud.IntegrationTests.LostAnswers;

/// <summary>A fault at a call of a request. The fault is null if the request is refused before any call.</summary>
internal sealed record Cell(Row Row, Disturbance? Disturbance)
{
    public override string ToString() => Disturbance is { Call: var call, Fault: var fault, Reach: var reach }
        ? $"{Row}: {fault} at {call} ({reach})"
        : $"{Row}: no call";
}

/// <summary>The result of a cell: a sentence for each broken rule.</summary>
internal sealed record Finding(Cell Cell, IReadOnlyList<string> Broken);

/// <summary>
/// Every request to a writing route, with every fault at each of its DynamoDB calls. A dry run of each request finds its calls.
/// Each cell has its own products, orders and users, so that cells can run in parallel. The cells that wait for a client timeout run
/// together.
/// </summary>
public sealed class Matrix : IAsyncLifetime
{
    private const int AtOnce = 12;

    /// <summary>Each function has 16 environments, and there are nine functions.</summary>
    private const int LateAtOnce = 96;

    private FaultyDynamoDb _wire = null!;
    private AmazonDynamoDBClient _database = null!;
    private Storefront _stage = null!;

    internal Storefront Api { get; private set; } = null!;

    internal static IReadOnlyList<Row> Rows { get; } = [.. WritingRoutes.Rows, .. RefusedRequests.Rows];

    internal IReadOnlyList<Finding> Findings { get; private set; } = [];

    public async Task InitializeAsync()
    {
        _wire = await FaultyDynamoDb.StartAsync(await LocalDynamoDb.EndpointAsync());
        _database = await LocalDynamoDb.ClientAsync();
        Api = new Storefront(_wire.Endpoint);
        await Api.InitializeAsync();
        _stage = new Storefront(await LocalDynamoDb.EndpointAsync(), sameTable: Api);
        await _stage.InitializeAsync();
        var shop = new Shop(Api, _stage, _wire, _database);

        var findings = new ConcurrentBag<Finding>();
        var cells = new ConcurrentBag<Cell>();
        await Parallel.ForEachAsync(Rows, AtMost(AtOnce), async (row, _) =>
        {
            var run = new CellRun(shop, row);
            foreach (var cell in CellsOf(row, await run.DryAsync()))
                cells.Add(cell);
        });

        // Cells with a fault at the first attempt run first. Their retries need the SDK's retry quota, which failed retries use up.
        foreach (var group in cells.GroupBy(cell => cell.Disturbance?.Reach is null or Reach.FirstAttempt).OrderByDescending(group => group.Key))
        {
            var (late, others) = (group.Where(IsLate).ToList(), group.Where(cell => !IsLate(cell)).ToList());
            await Task.WhenAll(
                Parallel.ForEachAsync(Spread(late), AtMost(LateAtOnce), RunAsync),
                Parallel.ForEachAsync(Spread(others), AtMost(AtOnce), RunAsync));
        }

        Findings = [.. findings];

        async ValueTask RunAsync(Cell cell, CancellationToken cancellationToken) =>
            findings.Add(new Finding(cell, await new CellRun(shop, cell.Row).RunAsync(cell.Disturbance)));
    }

    public async Task DisposeAsync()
    {
        await _stage.DisposeAsync();
        await Api.DisposeAsync();
        _database.Dispose();
        await _wire.DisposeAsync();
    }

    private static IEnumerable<Cell> CellsOf(Row row, IReadOnlyList<CallName> calls) => calls.Count == 0
        ? [new Cell(row, null)]
        : from call in calls
          from fault in Enum.GetValues<Fault>()
          from reach in ReachesOf(row, call)
          where fault != Fault.None
          select new Cell(row, new Disturbance(call, fault, reach));

    /// <summary>
    /// A retry of a read has no effect on the stored state. For a refused request there is nothing to check after a first success.
    /// </summary>
    private static Reach[] ReachesOf(Row row, CallName call) =>
        !call.Writes ? [Reach.EveryAttempt]
        : row.Refusal is not null ? [Reach.FirstAttempt, Reach.FromThenOn]
        : Enum.GetValues<Reach>();

    private static bool IsLate(Cell cell) => cell.Disturbance?.Fault == Fault.AnswerLate;

    /// <summary>Orders the cells so that cells of one route are far apart. Otherwise they would wait for its function.</summary>
    private static IEnumerable<Cell> Spread(IEnumerable<Cell> cells) => cells
        .GroupBy(cell => cell.Row.Route)
        .SelectMany(route => route.Select((cell, index) => (cell, Place: (index + 0.5) / route.Count())))
        .OrderBy(cell => cell.Place)
        .Select(cell => cell.cell);

    private static ParallelOptions AtMost(int degree) => new() { MaxDegreeOfParallelism = degree };
}
