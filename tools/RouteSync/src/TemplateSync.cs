using RouteSync.Declarations;
using RouteSync.Direct;
using RouteSync.Template;

namespace RouteSync;

/// <summary>
/// Writes the SAM template again and again, for a program that keeps running. The assembly of the API is read again only if it was built
/// again.
/// </summary>
/// <param name="project">The folder of the API's project. It has been built.</param>
/// <param name="template">The SAM template, JSON.</param>
internal sealed class TemplateSync(string project, string template)
{
    private readonly string _assembly = AssemblyOf(project);
    private (DateTime Written, DeclaredApi Api)? _read;

    /// <summary>Writes the template if it is out of date.</summary>
    /// <exception cref="RouteSyncException">A mapping template or a declaration is wrong, or the template was edited by hand.</exception>
    public void Write()
    {
        var written = File.GetLastWriteTimeUtc(_assembly);
        if (_read is not { } read || read.Written != written)
            _read = read = (written, AssemblyReader.Read(_assembly));
        var text = TextOf(read.Api, project, template, overwrite: false);
        if (text != TextFile.Read(template))
            TextFile.Write(template, text);
    }

    /// <summary>The built assembly of a project.</summary>
    public static string AssemblyOf(string project)
    {
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(project)));
        return Path.Combine(project, "bin", "Debug", "net10.0", $"{name}.dll");
    }

    /// <summary>The template with the parts that follow from the declarations.</summary>
    /// <param name="api">The declarations.</param>
    /// <param name="project">The folder of the API's project.</param>
    /// <param name="template">The SAM template, JSON.</param>
    /// <param name="overwrite">Whether parts that were edited by hand are replaced.</param>
    /// <exception cref="RouteSyncException">A mapping template or a declaration is wrong, or the template was edited by hand.</exception>
    public static string TextOf(DeclaredApi api, string project, string template, bool overwrite)
    {
        var templates = TemplatesOf(api, project);
        var written = TemplateWriter.Write(TextFile.Read(template), api, route => templates[route], overwrite);
        return written.EditedByHand.Count == 0 ? written.Text : throw new RouteSyncException(
            $"{template} was edited by hand in parts that `sync` writes: {string.Join(", ", written.EditedByHand)}. "
            + "Move the change to the declaration of the route. `dotnet dev.cs sync --overwrite` replaces these parts.");
    }

    /// <exception cref="RouteSyncException">Some routes have no templates. The message has the reason for each.</exception>
    private static Dictionary<DeclaredRoute, DirectTemplates> TemplatesOf(DeclaredApi api, string project)
    {
        var templates = new Dictionary<DeclaredRoute, DirectTemplates>();
        var problems = new List<string>();
        foreach (var route in api.Routes.Where(route => route.Direct is not null))
        {
            try
            {
                templates[route] = DirectTemplates.Of(route, api, project);
            }
            catch (RouteSyncException exception)
            {
                problems.Add(exception.Message);
            }
        }

        return problems.Count == 0 ? templates : throw new RouteSyncException(string.Join('\n', problems.Distinct()));
    }
}
