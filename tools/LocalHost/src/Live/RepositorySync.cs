using RouteSync;

namespace LocalHost.Live;

/// <summary>
/// Writes the template of the repository from its declared routes and <c>.vtl</c> files, as <c>dotnet dev.cs sync</c> does, but in this
/// process: the start of a program takes longer than an edit should.
/// </summary>
internal sealed class RepositorySync
{
    private readonly TemplateSync _sync = new(Repository.Project, Repository.Template);

    /// <exception cref="LocalHostException">A mapping template is wrong, or the template was edited by hand.</exception>
    public Task RunAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            _sync.Write();
            return Task.CompletedTask;
        }
        catch (RouteSyncException exception)
        {
            throw new LocalHostException(exception.Message, exception);
        }
    }
}
