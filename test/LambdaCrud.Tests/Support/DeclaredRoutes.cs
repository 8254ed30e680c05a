using System.Reflection;
using LambdaCrud.Http;

namespace LambdaCrud.Tests.Support;

/// <summary>The routes that the application declares, in all of its folders.</summary>
internal static class DeclaredRoutes
{
    public static IReadOnlyList<Route> All { get; } =
    [
        .. typeof(Route).Assembly.GetTypes()
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public))
            .Where(field => field.FieldType.IsSubclassOf(typeof(Route)))
            .Select(field => (Route)field.GetValue(null)!),
    ];

    /// <summary>The routes that call DynamoDB without a function.</summary>
    public static IEnumerable<DirectRoute> OnDynamoDb => All.OfType<DirectRoute>().Where(route => route.Action != DirectAction.Mock);
}
