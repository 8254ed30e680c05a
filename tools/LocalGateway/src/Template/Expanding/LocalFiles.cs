using System.Text.Json.Nodes;
using LocalGateway.Template.Reading;

namespace LocalGateway.Template.Expanding;

/// <summary>
/// Files that a template refers to by their location: the definition of an API, an included part. <paramref name="folder"/>: the template's
/// folder; locations are relative to it. <paramref name="fileRead"/>: receives the path of each file before it is read.
/// </summary>
internal sealed class LocalFiles(string folder, Action<string>? fileRead, TemplateDiagnostics diagnostics)
{
    public string Folder => folder;

    /// <summary>
    /// The content of the file. Null if there is none: then an error was reported, or, in a partial deployment, the file is left aside.
    /// <paramref name="location"/>: a path, an <c>s3://</c> URI, or an object with <c>Bucket</c> and <c>Key</c>.
    /// <paramref name="path"/>: the place of the location in the template. <paramref name="advice"/>: how else to write it.
    /// </summary>
    public JsonNode? Read(JsonNode? location, string path, string advice)
    {
        var text = Scalars.Text(location) ?? Scalars.Text((location as JsonObject)?["Key"]);
        if (text is null or "")
        {
            diagnostics.Add(path, "must be the path of a file");
            return null;
        }

        var isElsewhere = location is JsonObject || text.Contains("://", StringComparison.Ordinal);
        var file = Path.GetFullPath(Path.Combine(folder, isElsewhere ? text[(text.LastIndexOf('/') + 1)..] : text));
        if (!isElsewhere || (diagnostics.IsPartial && File.Exists(file)))
            return ReadFile(file, path, isElsewhere);
        if (diagnostics.CannotRun(path, $"this machine does not read S3: write the path of the local file, or {advice}") is not null)
            diagnostics.IgnoreLocally($"{path} ({text} is not on this machine: write the path of the local file, or {advice})");
        return null;
    }

    private JsonNode? ReadFile(string file, string path, bool isElsewhere)
    {
        if (isElsewhere)
            diagnostics.IgnoreLocally($"{path} (in S3; {Path.GetFileName(file)} beside the template is read instead)");
        fileRead?.Invoke(file);
        try
        {
            return TemplateReader.ReadNode(File.ReadAllText(file), Path.GetFileName(file), diagnostics);
        }
        catch (TemplateException exception)
        {
            foreach (var diagnostic in exception.TemplateDiagnostics)
                diagnostics.Add(diagnostic.Path, diagnostic.Reason);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            var reason = $"the file {file} cannot be read: {exception.Message}";
            if (diagnostics.CannotRun(path, reason) is not null)
                diagnostics.IgnoreLocally($"{path} ({reason})");
        }

        return null;
    }
}
