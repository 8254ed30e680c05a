namespace LambdaStandIns.Tests.Runtime;

/// <summary>Tests that change shared state of the process (the console, environment variables) run alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ProcessWide
{
    public const string Name = "Process-wide";
}

internal static class ConsoleOutput
{
    public static string Of(Action action)
    {
        var before = Console.Out;
        using var captured = new StringWriter();
        Console.SetOut(captured);
        try
        {
            action();
        }
        finally
        {
            Console.SetOut(before);
        }

        return captured.ToString();
    }
}
