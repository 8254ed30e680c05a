using System.CommandLine;
using RouteSync.Declarations;
using RouteSync.Direct;
using RouteSync.Docs;
using RouteSync.OpenApi;
using RouteSync.Template;

namespace RouteSync.CommandLine;

/// <summary><c>sync</c>: writes what follows from the declared routes into the files of the repository.</summary>
internal static class SyncCommand
{
    public static Command Create()
    {
        var command = new Command("sync", "Writes what follows from the declared routes: parts of the SAM template, the contract and the tables of the docs.");
        var project = Required("--project", "The folder of the API's project. It has been built.");
        var template = Required("--template", "The SAM template, JSON.");
        var contract = Required("--contract", "The contract: openapi.json. What people write of it is in openapi.base.json of the project.");
        var docs = Required("--docs", "The folder of the docs with tables between <!-- sync:NAME --> and <!-- /sync -->.");
        var check = new Option<bool>("--check") { Description = "Writes nothing. Fails if a file is out of date." };
        var overwrite = new Option<bool>("--overwrite") { Description = "Replaces parts of the template that were edited by hand." };
        var onlyTemplate = new Option<bool>("--only-template") { Description = "Writes only the template, not the contract and the docs." };
        foreach (var option in new Option[] { project, template, contract, docs, check, overwrite, onlyTemplate })
            command.Options.Add(option);
        command.SetAction(result =>
        {
            var files = new Files(
                result.GetRequiredValue(project), result.GetRequiredValue(template), result.GetRequiredValue(contract), result.GetRequiredValue(docs));
            Run(files, result.GetValue(check), result.GetValue(overwrite), result.GetValue(onlyTemplate));
        });
        return command;
    }

    private sealed record Files(string Project, string Template, string Contract, string Docs);

    private static void Run(Files files, bool check, bool overwrite, bool onlyTemplate)
    {
        var api = AssemblyReader.Read(AssemblyOf(files.Project));
        var changed = TextsOf(api, files, overwrite, onlyTemplate).Where(file => Read(file.Path) != file.Text).ToList();
        if (check && changed.Count > 0)
            throw new RouteSyncException($"Out of date: {string.Join(", ", changed.Select(file => file.Path))}. Run `dotnet dev.cs sync`, review the change and commit it.");

        foreach (var (path, text) in changed)
        {
            Write(path, text);
            Console.WriteLine($"written: {path}");
        }

        if (changed.Count == 0)
            Console.WriteLine($"Everything is up to date with the {api.Routes.Count} declared routes.");
    }

    private static IEnumerable<(string Path, string Text)> TextsOf(DeclaredApi api, Files files, bool overwrite, bool onlyTemplate)
    {
        var templates = TemplatesOf(api, files.Project);
        var written = TemplateWriter.Write(Read(files.Template), api, route => templates[route], overwrite);
        if (written.EditedByHand.Count > 0)
        {
            throw new RouteSyncException(
                $"{files.Template} was edited by hand in parts that `sync` writes: {string.Join(", ", written.EditedByHand)}. "
                + "Move the change to the declaration of the route. `dotnet dev.cs sync --overwrite` replaces these parts.");
        }

        if (onlyTemplate)
            return [(files.Template, written.Text)];
        var license = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(files.Contract))!, "LICENSE");
        var info = ContractInfo.Read(Path.Combine(files.Project, "openapi.base.json"), license, files.Template);
        return [(files.Template, written.Text), (files.Contract, ContractWriter.Write(api, info)), .. DocTables.Update(api, files.Docs)];
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

    private static string AssemblyOf(string project)
    {
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(project)));
        return Path.Combine(project, "bin", "Debug", "net10.0", $"{name}.dll");
    }

    private static Option<string> Required(string name, string description) => new(name) { Description = description, HelpName = "PATH", Required = true };

    private static string Read(string path)
    {
        try
        {
            return File.Exists(path) ? File.ReadAllText(path) : "";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new RouteSyncException($"{path} cannot be read: {exception.Message}", exception);
        }
    }

    private static void Write(string path, string text)
    {
        try
        {
            File.WriteAllText(path, text);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new RouteSyncException($"{path} cannot be written: {exception.Message}", exception);
        }
    }
}
