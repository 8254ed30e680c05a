namespace LambdaCrud.IntegrationTests.OpenApi;

/// <summary>What an exchange has and the contract does not declare.</summary>
/// <param name="What">A sentence. It begins with a small letter.</param>
/// <param name="Remedy">Where to declare it.</param>
internal sealed record Violation(string What, string Remedy)
{
    public override string ToString() => $"- {What.TrimEnd('.')}. {Remedy}";
}
