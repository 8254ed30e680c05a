using System.CommandLine;
using RouteSync.Clients;

namespace RouteSync.CommandLine;

/// <summary><c>client LANGUAGE</c>: writes a typed client of the contract.</summary>
internal static class ClientCommand
{
    private static readonly string Templates = Path.Combine(AppContext.BaseDirectory, "clients");

    public static Command Create()
    {
        var command = new Command("client", "Writes a typed client of the contract.");
        var language = new Argument<string>("LANGUAGE") { Description = "typescript or csharp." };
        var folder = Required("--out", "The folder of the client.");
        var contract = Required("--contract", "The contract: openapi.json.");
        var cache = new Option<string>("--cache")
        {
            Description = "TypeScript: the folder that keeps the npm packages of the generator.",
            HelpName = "PATH",
            DefaultValueFactory = _ => Path.Combine(".local", "clients"),
        };
        command.Arguments.Add(language);
        foreach (var option in new Option[] { folder, contract, cache })
            command.Options.Add(option);
        command.SetAction(async (result, cancellationToken) =>
        {
            var read = ClientContract.Read(result.GetRequiredValue(contract));
            var files = result.GetRequiredValue(language) switch
            {
                "csharp" => await CSharpClient.WriteAsync(read, Path.Combine(Templates, "csharp"), cancellationToken),
                "typescript" => await TypeScriptClient.WriteAsync(
                    read, Path.Combine(Templates, "typescript"), result.GetRequiredValue(cache), cancellationToken),
                var unknown => throw new RouteSyncException($"There is no client for '{unknown}'. Choose typescript or csharp."),
            };
            foreach (var line in ClientFolder.Write(result.GetRequiredValue(folder), files))
                Console.WriteLine(line);
        });
        return command;
    }

    private static Option<string> Required(string name, string description) =>
        new(name) { Description = description, HelpName = "PATH", Required = true };
}
