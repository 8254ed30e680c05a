using LocalGateway.Model;
using LocalHost;

namespace LambdaCrud.IntegrationTests.AllRoutes;

/// <summary>Compares the tables of docs/routes.md with the template and with the answers that each caller gets.</summary>
public sealed class RoutesTests(Storefront storefront) : IClassFixture<Storefront>
{
    private static readonly List<string[]> Tables =
    [
        .. File.ReadLines(Path.Combine(Repository.Root, "docs", "routes.md"))
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal))
            .Select(line => line.Split(" | ").Select(cell => cell.Trim('|', ' ', '`')).ToArray()),
    ];

    private static IEnumerable<string[]> Routes => Tables.Where(row => row.Length == 4).Skip(1);

    private static string[] Callers => Tables.First(row => row.Length == 7)[1..];

    private static Dictionary<string, string[]> Answers =>
        Tables.Where(row => row.Length == 7).Skip(1).ToDictionary(row => row[0], row => row[1..]);

    public static TheoryData<string, string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string, string>();
            foreach (var route in Routes)
            {
                foreach (var (index, caller) in Callers.Index())
                    cases.Add(route[0], caller, Answers[route[2]][index]);
            }

            return cases;
        }
    }

    [Fact]
    public void The_documentation_lists_exactly_the_routes_of_the_template_with_their_backends() =>
        Assert.Equal(
            storefront.Api.Methods
                .Where(method => method.HttpMethod != "OPTIONS")
                .Select(method => $"{method.HttpMethod} {method.ResourcePath}: {BackendOf(method.Integration)}")
                .Order(StringComparer.Ordinal),
            Routes.Select(route => $"{route[0]}: {route[1]}").Order(StringComparer.Ordinal));

    [Fact]
    public void The_template_protects_every_route_as_the_documentation_says()
    {
        var protections = storefront.Api.Methods.ToDictionary(
            method => $"{method.HttpMethod} {method.ResourcePath}", method => (method.Authorizer, method.ApiKeyRequired));

        Assert.Every(Routes, route => Assert.Equal(
            route[2] switch
            {
                "anyone" => (null, false),
                "API key" => (null, true),
                _ => ("Customers", false),
            },
            protections[route[0]]));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Each_caller_gets_the_documented_answer_of_each_route(string route, string caller, string answer)
    {
        var request = await storefront.RequestForAsync(route);
        if (caller == "API key")
            request.With("X-API-Key", storefront.ApiKey);

        var response = await ClientOf(caller).SendAsync(request);

        var status = (int)response.StatusCode;
        Assert.True(
            answer == "2xx" ? response.IsSuccessStatusCode : $"{status}" == answer,
            $"{status} {await response.Content.ReadAsStringAsync()}");
        if (!response.IsSuccessStatusCode)
        {
            var code = status switch { 401 => "unauthenticated", 403 => "forbidden", _ => "not-found" };
            await response.ShouldBeProblemAsync(response.StatusCode, code);
        }
    }

    private HttpClient ClientOf(string caller) => caller switch
    {
        "anonymous" or "API key" => storefront.Anonymous,
        "owner" => storefront.As("owner"),
        "another user" => storefront.As("another"),
        "admin" => storefront.Admin,
        "expired token" => storefront.WithToken(storefront.Token("owner", ["catalog-admins"], TimeSpan.FromHours(-1))),
        _ => throw new ArgumentOutOfRangeException(nameof(caller), caller, null),
    };

    private static string BackendOf(Integration integration) => integration switch
    {
        LambdaProxyIntegration => "Lambda",
        MockIntegration => "MOCK",
        AwsActionIntegration action => $"DynamoDB {action.Action}",
        _ => throw new ArgumentOutOfRangeException(nameof(integration), integration, null),
    };
}
