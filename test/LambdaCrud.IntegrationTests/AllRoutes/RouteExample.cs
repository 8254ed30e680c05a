using System.Reflection;
using System.Text.RegularExpressions;

namespace LambdaCrud.IntegrationTests.AllRoutes;

/// <summary>
/// A route of a resource, for the tests that go through all routes. They find each example by reflection: it is a public static field of a
/// class in the resource's test folder. So a new resource needs no change of these tests.
/// </summary>
/// <param name="Route">The method and path in the template, such as <c>POST /notes</c>.</param>
internal sealed partial record RouteExample(string Route)
{
    /// <summary>The examples. The tests themselves contain the requests of products and orders, which depend on more.</summary>
    public static IReadOnlyList<RouteExample> All { get; } =
    [
        .. typeof(RouteExample).Assembly.GetTypes()
            .Where(type => !type.ContainsGenericParameters)
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public))
            .Where(field => field.FieldType == typeof(RouteExample))
            .Select(field => (RouteExample)field.GetValue(null)!),
    ];

    /// <summary>A valid body; null for no body.</summary>
    public string? Body { get; init; }

    /// <summary>The same body with other white space, another order of the members or other escapes.</summary>
    public string? SameBody { get; init; }

    /// <summary>A valid body with other content.</summary>
    public string? OtherBody { get; init; }

    public string MediaType { get; init; } = "application/json";

    /// <summary>Whether only administrators may use the route.</summary>
    public bool IsForAdmins { get; init; }

    /// <summary>Returns the id for the path, and creates its item if the route needs one. Null if the path has no id.</summary>
    public Func<HttpClient, Task<string>>? PrepareAsync { get; init; }

    /// <summary>The path of the list that shows to the same user what the route has written.</summary>
    public string ShownAt { get; init; } = "";

    /// <summary>The start of the sort keys of the items that the route writes into the caller's partition, such as <c>NOTE#</c>.</summary>
    public string SortKeyPrefix { get; init; } = "";

    public HttpMethod Method => HttpMethod.Parse(Route.Split(' ')[0]);

    public bool IsWrite => Method != HttpMethod.Get;

    private string Path => Route.Split(' ')[1];

    public static RouteExample? Find(string route) => All.SingleOrDefault(example => example.Route == route);

    /// <summary>A valid path.</summary>
    /// <param name="client">Its user sends the request.</param>
    public async Task<string> PathAsync(HttpClient client) => PrepareAsync is null ? Path : PathOf(await PrepareAsync(client));

    /// <summary>A valid request.</summary>
    /// <inheritdoc cref="PathAsync"/>
    public async Task<HttpRequestMessage> RequestAsync(HttpClient client) => Request(await PathAsync(client));

    public HttpRequestMessage Request(string path) => Requests.Send(Method, path, Body, MediaType);

    private string PathOf(string id) => Parameter().Replace(Path, id);

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();
}
