using System.Reflection;
using LambdaCrud.Http;

namespace LambdaCrud.Tests.Support;

/// <summary>What the application declares in static fields, in all of its folders.</summary>
internal static class Declared
{
    public static IReadOnlyList<Route> Routes { get; } = Fields<Route>();

    public static IReadOnlyList<ProblemType> Problems { get; } = Fields<ProblemType>();

    /// <summary>The routes that call DynamoDB without a function.</summary>
    public static IEnumerable<DirectRoute> RoutesOnDynamoDb => Routes.OfType<DirectRoute>().Where(route => route.Action != DirectAction.Mock);

    private static List<T> Fields<T>() =>
    [
        .. typeof(Route).Assembly.GetTypes()
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public))
            .Where(field => field.FieldType.IsAssignableTo(typeof(T)))
            .Select(field => (T)field.GetValue(null)!),
    ];
}
