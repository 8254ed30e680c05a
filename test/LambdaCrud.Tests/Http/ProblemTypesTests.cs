using System.Reflection;
using LambdaCrud.Http;

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

        Assert.Equal(ProblemTypes.All.Select(type => $"{type.Code} {type.Status} {type.Title}"), documented);
    }

    [Fact]
    public void The_list_of_all_problem_types_is_complete() =>
        Assert.Equal(
            typeof(ProblemTypes).GetFields(BindingFlags.Public | BindingFlags.Static).Count(field => field.FieldType == typeof(ProblemType)),
            ProblemTypes.All.Distinct().Count());
}
