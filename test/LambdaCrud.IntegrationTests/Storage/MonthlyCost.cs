using System.Globalization;

namespace LambdaCrud.IntegrationTests.Storage;

/// <summary>A line of the bill.</summary>
/// <param name="Price">The row of the table of prices.</param>
internal sealed record CostLine(string Price, decimal Quantity)
{
    public decimal Dollars => Quantity * MonthlyCost.Price(Price);
}

/// <summary>
/// The bill of a month, computed from the tables of docs/scale.md: prices, requests, assumptions, and the cost of each route.
/// </summary>
/// <param name="requests">The requests in the month.</param>
/// <param name="column">The column of the assumptions.</param>
internal sealed class MonthlyCost(decimal requests, int column)
{
    private const decimal Million = 1_000_000;
    private const decimal Gigabyte = 1_000_000_000;
    private const int HoursOfMonth = 730;
    private const int FreeUsers = 10_000;

    private static readonly Dictionary<string, decimal> Prices =
        ScaleDocument.Rows("Prices").ToDictionary(row => row[0], row => Number(row[1]));

    private static readonly Dictionary<string, string[]> Routes = ScaleDocument.Rows("Cost of each route").ToDictionary(row => row[0]);

    private readonly Dictionary<string, decimal> _assumed =
        ScaleDocument.Rows("Assumptions").ToDictionary(row => row[0], row => Number(row[column]));

    public static IReadOnlyList<string[]> Mix { get; } = ScaleDocument.Rows("The mix of requests");

    public static decimal Price(string name) => Prices[name];

    public IReadOnlyList<CostLine> Lines()
    {
        var calls = requests * Mix.Where(row => row[2] == "function").Sum(Share);
        var stored = _assumed["Stored data, GB"];
        return
        [
            new("API Gateway request", requests / Million),
            new("Lambda request", calls / Million),
            new("Lambda time", calls * _assumed["Billed time of a function, ms"] / 1_000 * _assumed["Memory of a function, GB"]),
            new("DynamoDB read", requests * Mix.Sum(row => Share(row) * UnitsOf(row[0], 0)) / Million),
            new("DynamoDB write", requests * Mix.Sum(row => Share(row) * UnitsOf(row[0], 1)) / Million),
            new("DynamoDB storage", stored),
            new("DynamoDB backup", stored),
            new("CloudWatch logs", requests * _assumed["Log of a request, bytes"] / Gigabyte),
            new("CloudWatch metric", _assumed["Metrics"]),
            new("CloudWatch alarm", _assumed["Metrics of alarms"]),
            new("CloudWatch dashboard", 1),
            new("X-Ray trace", Traces() / Million),
            new("Cognito user", Math.Max(0, _assumed["Active users"] - FreeUsers)),
            new("Secret", 1),
            new("Data transfer", requests * _assumed["Answer to a request, bytes"] / Gigabyte),
        ];
    }

    /// <summary>The cache is only in production.</summary>
    public static CostLine Cache() => new("Cache", HoursOfMonth);

    /// <summary>X-Ray's default rule: the first request of each second, and 5 % of the others.</summary>
    private decimal Traces()
    {
        const decimal Seconds = HoursOfMonth * 3_600;
        return Math.Min(requests, Seconds + (0.05m * Math.Max(0, requests - Seconds)));
    }

    public static decimal Share(string[] row) => Number(row[1].TrimEnd('%', ' ')) / 100;

    /// <param name="part">0 for read units, 1 for write units.</param>
    private static decimal UnitsOf(string request, int part) =>
        Routes[request][^1].Split(" / ")[part] is var units && units == "–" ? 0 : Number(units);

    private static decimal Number(string text) => decimal.Parse(text, NumberStyles.Number, CultureInfo.InvariantCulture);
}
