namespace LambdaCrud.IntegrationTests;

/// <summary>
/// The tests with the trait <c>Soak=true</c> run with small numbers in the suite, and with full numbers in <c>dotnet dev.cs soak</c>,
/// which sets SOAK.
/// </summary>
internal static class Soak
{
    public const string Trait = nameof(Soak);

    public static int Number(int inSuite, int inSoak) =>
        Environment.GetEnvironmentVariable("SOAK") is { Length: > 0 } ? inSoak : inSuite;
}
