namespace LambdaStandIns.Tests.Generation;

/// <summary>A theory about what only the stand-in reports.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class StandInTheoryAttribute : TheoryAttribute
{
    public StandInTheoryAttribute() => Skip = GeneratorUnderTest.IsStandIn ? null : "Only the stand-ins report this.";
}
