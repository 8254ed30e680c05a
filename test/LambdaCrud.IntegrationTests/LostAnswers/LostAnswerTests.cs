using System.Globalization;
using Xunit.Abstractions;

namespace LambdaCrud.IntegrationTests.LostAnswers;

/// <summary>No write happens twice and every answer is true, even if DynamoDB's answers are lost or damaged.</summary>
public sealed class LostAnswerTests(Matrix matrix, ITestOutputHelper output) : IClassFixture<Matrix>
{
    private const int Shown = 40;

    public static TheoryData<string> Routes => [.. Matrix.Rows.Select(row => row.Route).Distinct()];

    [Theory]
    [MemberData(nameof(Routes))]
    public void A_write_has_one_effect_at_most_and_its_answer_and_its_repeat_are_true(string route)
    {
        var cells = matrix.Findings.Where(finding => finding.Cell.Row.Route == route).ToList();
        Assert.Contains(cells, finding => finding.Cell.Disturbance is not null);

        var broken = cells.Where(finding => finding.Broken.Count > 0)
            .Select(finding => $"{finding.Cell}: {string.Join("; ", finding.Broken)}").Order(StringComparer.Ordinal).ToList();
        Assert.True(
            broken.Count == 0, $"{broken.Count} of {cells.Count} cells:\n{string.Join('\n', broken.Take(Shown))}");
    }

    [Fact]
    public void Each_route_that_writes_is_in_the_matrix() =>
        Assert.Equal(
            matrix.Api.Routes.Where(route => !route.StartsWith("GET ", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
            WritingRoutes.Rows.Select(row => row.Route).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void Each_request_meets_each_fault_at_a_call_that_writes()
    {
        var faults = Enum.GetValues<Fault>().Length - 1;
        var accepted = matrix.Findings.Select(finding => finding.Cell)
            .Where(cell => cell.Row.Refusal is null && cell.Disturbance is { Call.Writes: true })
            .GroupBy(cell => cell.Row).ToDictionary(row => row.Key, row => row.Select(cell => cell.Disturbance!.Fault).Distinct().Count());

        Assert.Every(WritingRoutes.Rows.Where(row => row.Refusal is null), row => Assert.Equal(faults, accepted[row]));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Figure: lost answers: {matrix.Findings.Count:N0} cells"));
    }
}
