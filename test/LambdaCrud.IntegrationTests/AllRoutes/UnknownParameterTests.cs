using System.Net;
using System.Text.Json.Nodes;
using LambdaCrud.IntegrationTests.Storage;

namespace LambdaCrud.IntegrationTests.AllRoutes;

/// <summary>Every route refuses a request with a query parameter that it does not take. The request has no effect.</summary>
public sealed class UnknownParameterTests(Storefront storefront) : IClassFixture<Storefront>
{
    private static readonly string[] Queries =
    [
        "dryRun=true", "lmit=5", "Limit=5", "LIMIT=5", "limit%20=5", "limit[]=5", "%20limit=5", "cursor%00=x", "Cursor=x",
        "X-Request-Id=x", "id=x", "%FF=1", "=1", "flag", "__proto__=1", "toString=1", "size=1",
    ];

    [Fact]
    public async Task Every_route_refuses_an_unknown_query_parameter()
    {
        foreach (var route in Assert.Some(storefront.Routes))
        {
            var taken = TakenBy(route);
            foreach (var query in Assert.Some(Queries.Concat(taken.SelectMany(OtherCases))))
            {
                var response = await SendAsync(route, query);

                Assert.True(response.StatusCode == HttpStatusCode.BadRequest, $"{route}?{query}: {(int)response.StatusCode}");
                var problem = await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid-parameter");
                var error = new JsonObject
                {
                    ["code"] = "unknown-parameter",
                    ["detail"] = taken.Length == 0
                        ? "This route takes no query parameters."
                        : $"This route takes only the query parameters {string.Join(", ", taken)}.",
                };
                Assert.True(JsonNode.DeepEquals(new JsonArray(error), problem["errors"]), $"{route}?{query}: {problem}");
            }
        }
    }

    [Fact]
    public async Task No_route_refuses_its_own_query_parameters_as_unknown()
    {
        foreach (var route in Assert.Some(storefront.Routes))
        {
            foreach (var query in Assert.Some(TakenBy(route).Select(name => $"{name}=x").Append("")))
            {
                var response = await SendAsync(route, query);

                var body = await response.Content.ReadAsStringAsync();
                Assert.False(body.Contains("unknown-parameter", StringComparison.Ordinal), $"{route}?{query}: {body}");
            }
        }
    }

    /// <summary>The names of parameters are case-sensitive.</summary>
    private static IEnumerable<string> OtherCases(string name) =>
        new[] { name.ToUpperInvariant(), name.ToLowerInvariant(), char.ToUpperInvariant(name[0]) + name[1..] }
            .Where(other => other != name)
            .Select(other => $"{other}=x");

    /// <summary>The parameter names as the refusal lists them.</summary>
    private static string[] TakenBy(string route) => [.. DeclaredRoutes.ByName[route].Query.Select(parameter => parameter.Name)];

    private Task<HttpResponseMessage> SendAsync(string route, string query) => SendAsync(storefront, route, query);

    internal static Task<HttpResponseMessage> SendAsync(Storefront storefront, string route, string query)
    {
        var request = ExampleRequest.Of(route, Guid.CreateVersion7().ToString());
        request.RequestUri = new Uri(
            $"{storefront.Url}{request.RequestUri!.OriginalString[1..]}?{query}",
            new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        return storefront.Admin.SendAsync(request.With("X-API-Key", storefront.ApiKey).With("If-Match", "*"));
    }
}

public sealed class UnknownParameterEffectTests(MeasuredStorefront storefront) : IClassFixture<MeasuredStorefront>
{
    [Fact]
    public async Task A_write_with_an_unknown_query_parameter_writes_nothing()
    {
        foreach (var route in Assert.Some(storefront.Api.Routes.Where(route => !route.StartsWith("GET", StringComparison.Ordinal))))
        {
            storefront.DynamoDb.TakeCalls();

            var response = await UnknownParameterTests.SendAsync(storefront.Api, route, "dryRun=true");

            await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid-parameter");
            Assert.Equal((route, 0), (route, storefront.DynamoDb.TakeCalls().Where(call => !call.IsRead).Sum(call => call.Units)));
        }
    }
}
