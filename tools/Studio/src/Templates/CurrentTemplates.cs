using System.Collections.Concurrent;
using System.Globalization;
using LocalGateway.Model;

namespace Studio.Templates;

/// <summary>The mapping templates of the API as their files have them now. The names are those of the records.</summary>
internal sealed class CurrentTemplates(StudioOptions options, TemplateFiles files)
{
    // By name. The gateway reads a changed file when the next request comes. Until then its deployment has the text before the change.
    private readonly ConcurrentDictionary<string, (string Text, Deployment Before)> _saved = new(StringComparer.Ordinal);

    public void Saved(string name, string text) => _saved[name] = (text, options.Deployment());

    /// <returns>Null if no file has the template as the gateway knows it. Then the gateway must read the file first.</returns>
    public async Task<TemplateText?> FindAsync(string name, CancellationToken cancellationToken)
    {
        foreach (var known in All().Where(known => known.Name == name))
        {
            if (await files.FileOfAsync(known.Text, cancellationToken) is { } file)
                return known with { File = file };
        }

        return null;
    }

    /// <summary>The templates of other names that have lines which a change has replaced.</summary>
    public IEnumerable<TemplateText> With(ChangedLines lines, string except) =>
        All().Where(other => other.Name != except && lines.In(other.Text).Count > 0);

    private IEnumerable<TemplateText> All()
    {
        var deployment = options.Deployment();
        foreach (var (name, text) in Declared(options.ApiOf(deployment)))
            yield return new(name, _saved.TryGetValue(name, out var saved) && ReferenceEquals(saved.Before, deployment) ? saved.Text : text);
    }

    private static IEnumerable<(string Name, string Text)> Declared(RestApi api)
    {
        foreach (var method in api.Methods)
        {
            if (method.Integration is not MappedIntegration integration)
                continue;
            foreach (var (mediaType, text) in integration.RequestTemplates)
                yield return ($"{method.Name} request {mediaType}", text);
            foreach (var response in integration.Responses)
            {
                foreach (var (mediaType, text) in response.ResponseTemplates)
                    yield return (string.Create(CultureInfo.InvariantCulture, $"{method.Name} response {response.StatusCode} {mediaType}"), text);
            }
        }
    }
}

/// <summary>A mapping template.</summary>
/// <param name="Name">As in the records.</param>
/// <param name="Text">The template.</param>
internal sealed record TemplateText(string Name, string Text)
{
    /// <summary>Relative to the folder of the SAM template; empty if nobody has looked for it.</summary>
    public string File { get; init; } = "";
}
