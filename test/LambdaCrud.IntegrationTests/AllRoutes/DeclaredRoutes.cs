using LocalHost;
using RouteSync.Declarations;

namespace LambdaCrud.IntegrationTests.AllRoutes;

/// <summary>The routes that the application declares, with their method and path as the key.</summary>
internal static class DeclaredRoutes
{
    // The application is built with the configuration of the tests.
    private static readonly string Output = Path.GetRelativePath(
        Path.Combine(Repository.Root, "test", "LambdaCrud.IntegrationTests"), AppContext.BaseDirectory);

    public static DeclaredApi Api { get; } =
        AssemblyReader.Read(Path.Combine(Repository.Root, "src", "LambdaCrud", Output, "LambdaCrud.dll"));

    public static IReadOnlyDictionary<string, DeclaredRoute> ByName { get; } =
        Api.Routes.ToDictionary(route => $"{route.Method} {route.Path}");

    /// <summary>The routes that call DynamoDB without a function.</summary>
    public static IEnumerable<DeclaredRoute> OnDynamoDb => Api.Routes.Where(route => route.Direct is { Name: not "Mock" });
}
