using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LambdaCrud.IntegrationTests.Deploying;
using LambdaCrud.IntegrationTests.OpenApi;
using LocalGateway.Model;
using LocalHost;
using RouteSync.Declarations;
using static LambdaCrud.IntegrationTests.Requests;

namespace LambdaCrud.IntegrationTests.AllRoutes;

/// <summary>
/// The CORS lists match the headers that the routes read and send. The tests send each request header with values that change the answer
/// of a route that reads the header. They take the response headers from the replies.
/// </summary>
public sealed partial class CorsListTests(Storefront storefront) : IClassFixture<Storefront>
{
    /// <summary>
    /// Every header that a route might read, with values that make an otherwise valid request fail. The headers that API Gateway itself
    /// handles for all APIs are not here: Cache-Control, Content-Encoding, X-HTTP-Method-Override.
    /// </summary>
    private static readonly Dictionary<string, string[]> Probes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Accept-Language"] = ["de"],
        ["Authorization"] = ["Bearer garbage"],
        ["Content-Language"] = ["de"],
        ["Content-Type"] = ["text/x-unknown"],
        ["Idempotency-Key"] = ["\""],
        ["If-Match"] = ["\"none\""],
        ["If-Modified-Since"] = ["Sun, 01 Jan 2090 00:00:00 GMT"],
        ["If-None-Match"] = ["*", "\"none\""],
        ["If-Range"] = ["\"none\""],
        ["If-Unmodified-Since"] = ["Sun, 01 Jan 2006 00:00:00 GMT"],
        ["Prefer"] = ["return=minimal"],
        ["Range"] = ["bytes=0-1"],
        ["X-API-Key"] = ["garbage-garbage-garbage"],
        ["X-Correlation-Id"] = ["my-own"],
        ["X-Request-Id"] = ["my-own"],
        ["X-Requested-With"] = ["XMLHttpRequest"],
    };

    [Fact]
    public async Task The_contract_declares_and_a_preflight_allows_exactly_the_headers_that_the_routes_read()
    {
        var wrong = new List<string>();
        var paths = storefront.Api.Routes().GroupBy(route => route.ResourcePath);
        foreach (var path in Assert.Some(paths))
        {
            var read = new SortedSet<string>(StringComparer.Ordinal);
            foreach (var route in path)
            {
                var own = await HeadersReadByAsync(route);
                var declared = DeclaredFor(route);
                if (!own.Order(StringComparer.Ordinal).SequenceEqual(declared.Order(StringComparer.Ordinal)))
                    wrong.Add($"{route.Name()}: reads {string.Join(',', own)}, declares {string.Join(',', declared)}");
                read.UnionWith(own);
            }

            var preflight = await storefront.Anonymous.SendAsync(Send(HttpMethod.Options, path.Key.Replace('{', '-').Replace('}', '-')));
            var allowed = List(preflight, "Access-Control-Allow-Headers").Order(StringComparer.Ordinal);

            Assert.Contains("X-Request-Id", read);
            if (!read.SequenceEqual(allowed))
                wrong.Add($"{path.Key}: reads {string.Join(',', read)}, allows {string.Join(',', allowed)}");
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void The_probes_cover_every_request_header_that_the_source_code_names()
    {
        var sources = Path.Combine(Repository.Root, "src", "LambdaCrud");
        var named = Directory.EnumerateFiles(sources, "*.*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".cs" or ".vtl")
            .Where(file => !Path.GetRelativePath(sources, file).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"))
            .SelectMany(file => HeaderRead().Matches(File.ReadAllText(file)).Select(match => match.Groups["name"].Value))
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .ToList();

        // Only the browser sets Accept-Encoding (Fetch, forbidden request-header), so it is in no CORS list.
        Assert.True(named.Remove("Accept-Encoding"));
        Assert.Contains("If-None-Match", named, StringComparer.OrdinalIgnoreCase);
        Assert.Every(named, name => Assert.Contains(name, Probes.Keys, StringComparer.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Access_Control_Expose_Headers_lists_exactly_the_headers_of_the_replies()
    {
        var (carried, exposed) = (new SortedSet<string>(StringComparer.OrdinalIgnoreCase), new HashSet<string>());
        await foreach (var response in RepliesAsync())
        {
            carried.UnionWith(response.Headers.Concat(response.Content.Headers).Select(header => header.Key).Where(IsOurs));
            exposed.Add(response.Header("Access-Control-Expose-Headers"));
        }

        Assert.Equal(carried, Assert.Single(exposed).Split(", "), StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The headers that the contract declares: parameters, credentials, and the media type if the route may refuse it.</summary>
    private static IReadOnlyList<string> DeclaredFor(ApiMethod route)
    {
        var operation = Contract.Current.Operations.Single(operation => $"{operation}" == route.Name());
        return
        [
            .. operation.Parameters.Where(parameter => parameter.In == "header").Select(parameter => parameter.Name),
            .. operation.Credentials,
            .. operation.Responses.ContainsKey(415) ? (string[])["Content-Type"] : [],
        ];
    }

    private async Task<IReadOnlyList<string>> HeadersReadByAsync(ApiMethod route)
    {
        var plain = await AskAsync(route.Name());
        Assert.Equal(plain, await AskAsync(route.Name()));
        Assert.StartsWith("2", plain, StringComparison.Ordinal);
        var read = new List<string>();
        foreach (var (name, values) in Probes)
        {
            foreach (var value in values)
            {
                if (await AskAsync(route.Name(), name, value) != plain)
                {
                    read.Add(name);
                    break;
                }
            }
        }

        return read;
    }

    /// <summary>The shape of the answer: status, headers and members, without the values that differ each time.</summary>
    private async Task<string> AskAsync(string route, string? header = null, string value = "")
    {
        var request = await storefront.AllowedRequestForAsync(route);
        if (header is not null)
        {
            HttpHeaders headersOf = header.StartsWith("Content-", StringComparison.Ordinal)
                ? (request.Content ??= new ByteArrayContent([])).Headers
                : request.Headers;
            headersOf.Remove(header);
            Assert.True(headersOf.TryAddWithoutValidation(header, value), header);
        }

        using var response = await storefront.Anonymous.SendAsync(request);
        var headers = response.Headers.Concat(response.Content.Headers)
            .Select(name => name.Key)
            .Where(name => name is not ("Content-Length" or "Transfer-Encoding" or "Link"))
            .Order(StringComparer.OrdinalIgnoreCase);
        var body = await response.Content.ReadAsStringAsync();
        var members = body.Length > 0 && JsonNode.Parse(body) is JsonObject json
            ? json.Select(member => member.Key).Where(name => name != "nextCursor")
            : [];
        var requestId = response.Header("X-Request-Id") == value ? "the client's" : "the gateway's";
        return $"{(int)response.StatusCode} {requestId}\n{string.Join(", ", headers)}\n{string.Join(", ", members)}";
    }

    /// <summary>A successful reply of each route, and the refusals that have headers of their own.</summary>
    private async IAsyncEnumerable<HttpResponseMessage> RepliesAsync()
    {
        foreach (var route in storefront.Routes)
            yield return await storefront.Anonymous.SendAsync(await storefront.AllowedRequestForAsync(route));

        // Each list has several items by now.
        foreach (var list in DeclaredRoutes.Api.Routes.Where(route => route.Query.Any(parameter => parameter.Name == "limit")))
        {
            var request = await storefront.AllowedRequestForAsync(list.Label);
            request.RequestUri = new Uri($"{list.Path}?limit=1", UriKind.Relative);
            yield return await storefront.Anonymous.SendAsync(request);
        }

        yield return await storefront.Anonymous.GetAsync(AnyRoute.UsersList.Path);
        foreach (var route in DeclaredRoutes.Api.Routes.Where(route => route.Accepts is not null))
        {
            var request = await storefront.AllowedRequestForAsync(route.Label);
            request.Content = new StringContent("text");
            yield return await storefront.Anonymous.SendAsync(request);
        }

        var (key, id) = (Guid.NewGuid().ToString(), Guid.CreateVersion7().ToString());
        foreach (var route in DeclaredRoutes.Api.Routes.Where(route => route is { IdempotencyKey: not KeyUse.None, Id: null }))
        {
            for (var n = 0; n < 2; n++)
                yield return await storefront.Admin.SendAsync(ExampleRequest.Of(route.Label, id, key: $"{route.Name}-{key}"));
        }

        await using var dynamoDb = await DynamoDbDouble.StartAsync(_ => DynamoDbReply.Error(400, "ThrottlingException"));
        await using var busy = await StorefrontOver.StartAsync(dynamoDb.Endpoint);
        foreach (var path in new[] { AnyRoute.PublicList.Path, AnyRoute.PublicItem.NewPath() })
        {
            var response = await busy.Anonymous.GetAsync(path);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
            yield return response;
        }
    }

    // Scripts may always read some headers (Fetch, CORS-safelisted response-header name). The browser handles others itself: CORS,
    // codings, connections. The headers that API Gateway adds to all replies are for the operator.
    private static bool IsOurs(string header) =>
        !header.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase)
        && !header.StartsWith("x-amz", StringComparison.OrdinalIgnoreCase)
        && header is not ("Cache-Control" or "Content-Length" or "Content-Type")
        && header is not ("Connection" or "Content-Encoding" or "Date" or "Server" or "Transfer-Encoding" or "Vary");

    private static string[] List(HttpResponseMessage response, string header) =>
        response.Header(header).Split(',', StringSplitOptions.TrimEntries);

    [GeneratedRegex("""
        (\.Header\(|const\ string\ Header\ =\ |TryAddWithoutValidation\()"(?<name>[A-Za-z-]+)"
        |\$headers\.(get|containsKey)\('(?<name>[a-z-]+)'\)
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex HeaderRead();
}
