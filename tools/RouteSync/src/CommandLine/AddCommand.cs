using System.CommandLine;
using RouteSync.Scaffolding;

namespace RouteSync.CommandLine;

/// <summary><c>add resource NAME</c>: writes the code and the tests of a new resource.</summary>
internal static class AddCommand
{
    public static Command Create()
    {
        var command = new Command("resource", "Writes a resource with one function route and one direct route, and their tests.");
        var name = new Argument<string>("NAME") { Description = "The plural of the resource, as in its path: reviews, gift-cards." };
        var singular = new Option<string?>("--singular")
        {
            Description = "The singular, if it does not follow from the plural by the regular rules.",
            HelpName = "NAME",
        };
        var project = Required("--project", "The folder of the API's project.");
        var tests = Required("--tests", "The folder with the API's test projects.");
        command.Arguments.Add(name);
        foreach (var option in new Option[] { singular, project, tests })
            command.Options.Add(option);
        command.SetAction(result => Run(new ResourceScaffold(
            result.GetRequiredValue(project),
            result.GetRequiredValue(tests),
            ResourceName.Of(result.GetRequiredValue(name), result.GetValue(singular)))));
        return new Command("add", "Adds code to the API.") { command };
    }

    private static void Run(ResourceScaffold scaffold)
    {
        foreach (var file in scaffold.Write())
            Console.WriteLine($"written: {file}");
        Console.WriteLine(scaffold.Register() is { } changed
            ? $"changed: {changed}"
            : $"Add this line to the services of the API: {scaffold.Registration}");
        Console.WriteLine($"Next: edit the fields in {scaffold.EntityFile}.");
        Console.WriteLine("Then run `dotnet dev.cs sync` and `dotnet dev.cs events`. See docs/add-a-resource.md.");
    }

    private static Option<string> Required(string name, string description) =>
        new(name) { Description = description, HelpName = "PATH", Required = true };
}
