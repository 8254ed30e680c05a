using System.Reflection;
using System.Runtime.CompilerServices;

namespace LambdaCrud.Tests;

/// <summary>The rules of style that no analyzer of the SDK checks.</summary>
public class StyleTests
{
    private static readonly Assembly App = typeof(Startup).Assembly;

    private static IEnumerable<Type> OwnTypes => App.GetTypes().Where(type =>
        type.Namespace?.StartsWith(nameof(LambdaCrud), StringComparison.Ordinal) == true
        && !type.IsDefined(typeof(CompilerGeneratedAttribute)) && !type.Name.Contains('<', StringComparison.Ordinal));

    [Fact]
    public void Only_the_types_that_Lambda_loads_are_public() => Assert.Equal(
        [],
        OwnTypes
            .Where(type => type.IsPublic && type != typeof(LambdaJson) && !type.Name.EndsWith("_Generated", StringComparison.Ordinal))
            .Select(type => $"{type.FullName} is public: make it internal."));
}
