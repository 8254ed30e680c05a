using RouteSync.Declarations;

namespace RouteSync.Tests.Sample;

/// <summary>The declarations of this assembly, read as those of any API.</summary>
internal static class SampleApi
{
    public static string Assembly => typeof(SampleApi).Assembly.Location;

    public static DeclaredApi Read() => AssemblyReader.Read(Assembly);

    /// <summary>Only the notes, so that a test can state a whole document.</summary>
    public static DeclaredApi ReadNotes()
    {
        var api = Read();
        return api with
        {
            Routes = [.. api.Routes.Where(route => route.Resource == "Notes")],
            Problems = [.. api.Problems.Where(problem => problem.Declaration.StartsWith("NoteProblems.", StringComparison.Ordinal))],
        };
    }
}
