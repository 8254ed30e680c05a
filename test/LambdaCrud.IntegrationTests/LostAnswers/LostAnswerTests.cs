using System.Globalization;
using Xunit.Abstractions;

namespace LambdaCrud.IntegrationTests.LostAnswers;

/// <summary>No write happens twice and every answer is correct, even if DynamoDB's answers are lost or damaged.</summary>
public sealed class LostAnswerTests(Matrix matrix, ITestOutputHelper output) : IClassFixture<Matrix>
{
    private const int Shown = 40;

    public static TheoryData<string> Routes => [.. Matrix.Rows.Select(row => row.Route).Distinct()];

    [Theory]
    [MemberData(nameof(Routes))]
    public void A_write_takes_effect_at_most_once_and_its_answer_and_its_repeat_match_the_stored_state(string route)
    {
        var cells = matrix.Findings.Where(finding => finding.Cell.Row.Route == route).ToList();
        Assert.Contains(cells, finding => finding.Cell.Disturbance is not null);

        var broken = cells.Where(finding => finding.Broken.Count > 0)
            .Select(finding => $"{finding.Cell}: {string.Join("; ", finding.Broken)}").Order(StringComparer.Ordinal).ToList();
        Assert.True(
            broken.Count == 0, $"{broken.Count} of {cells.Count} cells break a rule:\n{string.Join('\n', broken.Take(Shown))}");
    }

    [Fact]
    public void The_matrix_has_every_route_that_writes() =>
        Assert.Equal(
            matrix.Api.Routes.Where(route => !route.StartsWith("GET ", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
            WritingRoutes.Rows.Select(row => row.Route).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void The_matrix_has_each_fault_at_a_writing_call_of_each_accepted_request()
    {
        var faults = Enum.GetValues<Fault>().Length - 1;
        var accepted = matrix.Findings.Select(finding => finding.Cell)
            .Where(cell => cell.Row.Refusal is null && cell.Disturbance is { Call.Writes: true })
            .GroupBy(cell => cell.Row).ToDictionary(row => row.Key, row => row.Select(cell => cell.Disturbance!.Fault).Distinct().Count());

        Assert.Every(WritingRoutes.Rows.Where(row => row.Refusal is null), row => Assert.Equal(faults, accepted[row]));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Figure: lost answers: {matrix.Findings.Count:N0} cells"));
    }
}
