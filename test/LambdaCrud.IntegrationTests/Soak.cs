namespace LambdaCrud.IntegrationTests;

/// <summary>
/// The tests with the trait <c>Soak=true</c> run with small numbers in the suite, and with full numbers in <c>dotnet dev.cs soak</c>,
/// which sets SOAK.
/// </summary>
internal static class Soak
{
    public const string Trait = nameof(Soak);

    public static bool IsOn => Environment.GetEnvironmentVariable("SOAK") is { Length: > 0 };

    public static int Number(int inSuite, int inSoak) => IsOn ? inSoak : inSuite;
}

/// <summary>A test that takes too long for the suite.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SoakFactAttribute : FactAttribute
{
    public SoakFactAttribute() => Skip = Soak.IsOn ? null : "Only in `dotnet dev.cs soak`.";
}
