using System.Reflection;
using System.Runtime.CompilerServices;
using Amazon.Lambda.Annotations;

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

    [Fact]
    public void The_name_of_a_method_that_returns_a_task_ends_in_Async_unless_it_is_a_Lambda_function()
    {
        var methods = OwnTypes
            .Where(type => !type.Name.EndsWith("_Generated", StringComparison.Ordinal))
            .SelectMany(type => type.GetMethods(
                BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(method => typeof(Task).IsAssignableFrom(method.ReturnType) && !method.Name.Contains('<', StringComparison.Ordinal))
            .Where(method => !method.IsSpecialName && !method.IsDefined(typeof(LambdaFunctionAttribute)))
            .ToList();

        Assert.NotEmpty(methods);
        Assert.Equal(
            [],
            methods
                .Where(method => !method.Name.EndsWith("Async", StringComparison.Ordinal))
                .Select(method => $"{method.DeclaringType!.Name}.{method.Name} returns a task: name it {method.Name}Async."));
    }
}
