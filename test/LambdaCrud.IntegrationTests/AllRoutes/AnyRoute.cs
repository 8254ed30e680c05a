using System.Text.RegularExpressions;
using RouteSync.Declarations;

namespace LambdaCrud.IntegrationTests.AllRoutes;

/// <summary>
/// Declared routes for the tests that need some route of a kind and no certain one. So these tests do not depend on a resource.
/// </summary>
internal static partial class AnyRoute
{
    /// <summary>A list for anyone, with a function.</summary>
    public static DeclaredRoute PublicList { get; } = Find(
        "a GET route for anyone, with a function and a limit",
        route => route is { Method: "GET", Function: not null, Access: { NeedsUser: false, NeedsApiKey: false } } && HasLimit(route));

    /// <summary>A list for signed-in users, with a function.</summary>
    public static DeclaredRoute UsersList { get; } = Find(
        "a GET route for signed-in users, with a function and a limit",
        route => route is { Method: "GET", Function: not null, Access: { NeedsUser: true, Group: null } } && HasLimit(route));

    /// <summary>A list for clients with an API key.</summary>
    public static DeclaredRoute PartnersList { get; } = Find(
        "a GET route that needs an API key and has a limit", route => route is { Method: "GET", Access.NeedsApiKey: true } && HasLimit(route));

    /// <summary>An item for anyone, without a function.</summary>
    public static DeclaredRoute PublicItem { get; } = Find(
        "a direct GET route for anyone, with an id",
        route => route is { Method: "GET", Direct: not null, Id: not null, Access: { NeedsUser: false, NeedsApiKey: false } });

    /// <summary>An item of a signed-in user, with a function.</summary>
    public static DeclaredRoute UsersItem { get; } = Find(
        "a GET route for signed-in users, with a function and an id",
        route => route is { Method: "GET", Function: not null, Id: not null, Access: { NeedsUser: true, Group: null } });

    /// <summary>A route that only administrators may use, without a body.</summary>
    public static DeclaredRoute AdminsDelete { get; } = Find(
        "a DELETE route with an id, for the users of a group", route => route is { Method: "DELETE", Id: not null, Access.Group: not null });

    /// <summary>The path with an id in place of the parameter.</summary>
    public static string PathOf(this DeclaredRoute route, string id) => Parameter().Replace(route.Path, id.Replace("$", "$$", StringComparison.Ordinal));

    /// <summary>The path with a new id.</summary>
    public static string NewPath(this DeclaredRoute route) => route.PathOf(Guid.CreateVersion7().ToString());

    private static bool HasLimit(DeclaredRoute route) => route.Query.Any(parameter => parameter.Name == "limit");

    private static DeclaredRoute Find(string what, Func<DeclaredRoute, bool> isWanted) =>
        DeclaredRoutes.Api.Routes.FirstOrDefault(isWanted)
        ?? throw new InvalidOperationException($"No declared route is {what}. The tests about such routes have nothing to test: remove them.");

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();
}
