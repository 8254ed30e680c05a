using RouteSync.Docs;
using RouteSync.Tests.Sample;

namespace RouteSync.Tests.Docs;

public sealed class DocTablesTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    public DocTablesTests()
    {
        foreach (var (file, name) in new[]
        {
            ("caching.md", "caching"), ("limits.md", "limits"), ("problems.md", "problems"), ("routes.md", "routes"),
            ("storage.md", "rights"),
        })
        {
            File.WriteAllText(PathOf(file), $"# Title\n\n<!-- sync:{name} -->\nold\n<!-- /sync -->\n\nText after it.\n");
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_table_is_written_between_its_markers_and_the_text_around_it_stays() =>
        Assert.Equal(
            """
            # Title

            <!-- sync:routes -->
            `dotnet dev.cs sync` writes this table from the code.

            | Route | Backend | Who | Notes |
            |---|---|---|---|
            | `POST /notes` | Lambda | signed in | Writes a note. `Idempotency-Key`. Answer: 201 with `ETag`, `Location`. |
            | `GET /notes/{id}` | DynamoDB GetItem | anyone | Shows a note. `If-Match`, `If-None-Match`. Answer: 200 with `ETag`. |
            <!-- /sync -->

            Text after it.

            """,
            TextOf("routes.md"));

    [Fact]
    public void The_row_of_a_route_with_an_end_says_when_it_is_removed()
    {
        var table = DocTables.Update(SampleApi.Read(), _folder.FullName).Single(table => Path.GetFileName(table.Path) == "routes.md");

        Assert.Contains("| Removes a pin. Deprecated: the API removes it on 2027-06-01 or later. ", table.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_rights_of_each_function_are_a_row() =>
        Assert.Contains(
            "| `POST /notes` | WriteNote | `PutItem` | `Query` of `byColor` |\n", TextOf("storage.md"), StringComparison.Ordinal);

    [Fact]
    public void The_problems_are_sorted_by_their_status() =>
        Assert.Contains(
            "| `board-full` | 409 | The board is full | The board has no room for the note. |\n| `throttled` | 429 | Slow down |",
            TextOf("problems.md"),
            StringComparison.Ordinal);

    [Fact]
    public void Writing_a_table_again_changes_nothing()
    {
        File.WriteAllText(PathOf("limits.md"), TextOf("limits.md"));

        Assert.Equal(File.ReadAllText(PathOf("limits.md")), TextOf("limits.md"));
    }

    [Fact]
    public void A_file_without_the_markers_is_an_error_that_names_the_file()
    {
        File.WriteAllText(PathOf("limits.md"), "# Limits\n");

        var error = Assert.Throws<RouteSyncException>(() => TextOf("limits.md"));

        Assert.Equal(
            $"{PathOf("limits.md")} needs the lines <!-- sync:limits --> and <!-- /sync -->. The table goes between them.", error.Message);
    }

    private string TextOf(string file) =>
        DocTables.Update(SampleApi.ReadNotes(), _folder.FullName).Single(table => Path.GetFileName(table.Path) == file).Text;

    private string PathOf(string file) => Path.Combine(_folder.FullName, file);
}
