using System.CommandLine;
using RouteSync.Declarations;
using RouteSync.Docs;
using RouteSync.OpenApi;

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
        foreach (var option in new Option[] { project, template, contract, docs, check, overwrite })
            command.Options.Add(option);
        command.SetAction(result =>
        {
            var files = new Files(
                result.GetRequiredValue(project), result.GetRequiredValue(template), result.GetRequiredValue(contract), result.GetRequiredValue(docs));
            Run(files, result.GetValue(check), result.GetValue(overwrite));
        });
        return command;
    }

    private sealed record Files(string Project, string Template, string Contract, string Docs);

    private static void Run(Files files, bool check, bool overwrite)
    {
        var api = AssemblyReader.Read(TemplateSync.AssemblyOf(files.Project));
        var changed = TextsOf(api, files, overwrite).Where(file => TextFile.Read(file.Path) != file.Text).ToList();
        if (check && changed.Count > 0)
            throw new RouteSyncException($"Out of date: {string.Join(", ", changed.Select(file => file.Path))}. Run `dotnet dev.cs sync`, review the change and commit it.");

        foreach (var (path, text) in changed)
        {
            TextFile.Write(path, text);
            Console.WriteLine($"written: {path}");
        }

        if (changed.Count == 0)
            Console.WriteLine($"Everything is up to date with the {api.Routes.Count} declared routes.");
    }

    private static IEnumerable<(string Path, string Text)> TextsOf(DeclaredApi api, Files files, bool overwrite)
    {
        var template = TemplateSync.TextOf(api, files.Project, files.Template, overwrite);
        var license = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(files.Contract))!, "LICENSE");
        var info = ContractInfo.Read(Path.Combine(files.Project, "openapi.base.json"), license, files.Template);
        return [(files.Template, template), (files.Contract, ContractWriter.Write(api, info)), .. DocTables.Update(api, files.Docs)];
    }

    private static Option<string> Required(string name, string description) => new(name) { Description = description, HelpName = "PATH", Required = true };
}
