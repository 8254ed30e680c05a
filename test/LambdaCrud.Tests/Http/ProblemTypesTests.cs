using LambdaCrud.Tests.Support;

namespace LambdaCrud.Tests.Http;

public class ProblemTypesTests
{
    [Fact]
    public void The_documentation_lists_each_problem_type_with_its_status_and_title()
    {
        var documented = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "problems.md"))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Where(cells => cells.Length == 6 && cells[1].StartsWith('`'))
            .Select(cells => $"{cells[1].Trim('`')} {cells[2]} {cells[3]}");

        Assert.Equal(
            Declared.Problems.Select(type => $"{type.Code} {type.Status} {type.Title}").Order(StringComparer.Ordinal),
            documented.Order(StringComparer.Ordinal));
    }
}
