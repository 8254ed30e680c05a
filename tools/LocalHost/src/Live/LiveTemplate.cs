using LocalGateway;
using LocalGateway.Model;
using LocalGateway.Template;

namespace LocalHost.Live;

/// <summary>
/// The template while it is served. An edit of the template, of a file that it includes or of a <c>.vtl</c> source takes effect at the next
/// request.
/// </summary>
/// <param name="files">The template. It has been read once.</param>
/// <param name="sources">The <c>.vtl</c> files that the template is made from; null if there are none.</param>
/// <param name="prepare">Makes the tables and the code of a changed template ready, and returns the deployment that can be served.</param>
internal sealed class LiveTemplate(
    TemplateFiles files, TemplateSources? sources, Func<Deployment, CancellationToken, Task<Deployment>> prepare) : IDeploymentSource
{
    // An editor may write a file in several steps.
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(100);

    public bool HasChanged => files.HaveChanged || sources?.HaveChanged == true;

    public async Task<DeploymentChange?> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (sources?.HaveChanged == true)
                await sources.SyncAsync(cancellationToken);
            var changed = files.Changed;
            return changed.Length == 0 ? null : new(await prepare(await ReadFilesAsync(cancellationToken), cancellationToken), changed);
        }
        catch (LocalHostException exception)
        {
            throw new GatewayException(exception.Message, exception);
        }
    }

    /// <summary>A file with an error may be half written. Then the rest follows at once.</summary>
    private async Task<Deployment> ReadFilesAsync(CancellationToken cancellationToken)
    {
        try
        {
            return files.Read();
        }
        catch (Exception exception) when (exception is LocalHostException or TemplateException)
        {
            await Task.Delay(Quiet, cancellationToken);
            if (!files.HaveChanged)
                throw;
            return files.Read();
        }
    }
}
