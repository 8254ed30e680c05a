using System.Reflection;
using LambdaCrud.Http;

namespace LambdaCrud.Tests.Support;

/// <summary>The problem types that the application declares, in all of its folders.</summary>
internal static class DeclaredProblems
{
    public static IReadOnlyList<ProblemType> All { get; } =
    [
        .. typeof(ProblemType).Assembly.GetTypes()
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public))
            .Where(field => field.FieldType == typeof(ProblemType))
            .Select(field => (ProblemType)field.GetValue(null)!),
    ];
}
