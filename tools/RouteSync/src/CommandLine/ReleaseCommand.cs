using System.CommandLine;
using RouteSync.Compatibility;

namespace RouteSync.CommandLine;

/// <summary><c>release</c>: makes the contract the released one, unless it breaks clients.</summary>
internal static class ReleaseCommand
{
    public static Command Create()
    {
        var command = new Command("release", "Makes the contract the released one: the contract that later changes must not break.");
        var contract = Required("--contract", "The contract: openapi.json.");
        var released = Required("--released", "The copy of the released contract.");
        var accept = new Option<bool>("--accept-breaking") { Description = "Releases the contract even if it breaks clients." };
        foreach (var option in new Option[] { contract, released, accept })
            command.Options.Add(option);
        command.SetAction(result => Run(result.GetRequiredValue(contract), result.GetRequiredValue(released), result.GetValue(accept)));
        return command;
    }

    private static void Run(string contract, string released, bool accept)
    {
        var breaks = ReleasedContract.BreaksOf(contract, released);
        foreach (var line in breaks)
            Console.WriteLine(line);
        if (breaks.Count > 0 && !accept)
        {
            throw new RouteSyncException(
                $"{released}: {breaks.Count} breaking changes. Undo them, or release them with `dotnet dev.cs release --accept-breaking`.");
        }

        ReleasedContract.Write(contract, released);
        Console.WriteLine($"released: {released}");
    }

    private static Option<string> Required(string name, string description) =>
        new(name) { Description = description, HelpName = "PATH", Required = true };
}
