using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using static LambdaCrud.IntegrationTests.Requests;

namespace LambdaCrud.IntegrationTests.Operations;

/// <summary>No log contains a client's secrets or anything that identifies the client.</summary>
[Collection(LoggedStorefront.Tests)]
public sealed partial class SecrecyTests(LoggedStorefront storefront)
{
    /// <summary>Part of every secret here.</summary>
    private const string Mark = "s3cr3t";

    private static readonly string[] BodyMembers =
        ["name", "description", "category", "note", "tags", "lines", "price", "stock", "delta", "productId", "items", "status"];

    public static TheoryData<string> Callers => ["nobody", "a forger", "a shopper", "an admin", "a partner"];

    [Theory]
    [MemberData(nameof(Callers))]
    public async Task No_route_logs_the_content_of_a_request_or_its_sender(string caller)
    {
        var user = $"{Mark}-{caller}";
        string[] groups = caller == "an admin" ? ["catalog-admins"] : [];
        var token = caller is "a shopper" or "an admin" ? storefront.Token(user, groups) : null;
        var client = token is null ? storefront.Anonymous : storefront.WithToken(token);
        var product = await storefront.CreateAsync();

        foreach (var route in Assert.Some(storefront.Routes))
        {
            var (method, path) = (route.Split(' ')[0], route.Split(' ')[1]);
            (string Body, string Query)[] sent =
            [
                (Body, ""), (Body, $"?cursor={Mark}"), (Body, $"?customerId={Mark}"), (Body, $"?{Mark}=1"), ($"{{\"{Mark}\": ", ""),
                ($"[\"{Mark}\"]", ""),
            ];
            foreach (var (body, query) in sent)
            {
                var request = Send(
                    new HttpMethod(method),
                    PathParameter().Replace(path, product.Id) + query,
                    method is "GET" or "DELETE" ? null : body,
                    method == "PATCH" ? "application/merge-patch+json" : "application/json");
                request
                    .With("Idempotency-Key", $"{Mark}-{Guid.NewGuid()}")
                    .With("If-Match", $"\"{Mark}\"")
                    .With("Cookie", $"session={Mark}")
                    .With("User-Agent", Mark)
                    .With("X-Forwarded-For", $"10.1.2.3, {Mark}");
                if (caller == "a forger")
                    request.With("Authorization", $"Bearer {Mark}.{Mark}.{Mark}");
                if (caller is "a partner" or "an admin")
                    request.With("X-API-Key", caller == "a partner" ? storefront.ApiKey : Mark);

                await LoggedAsync(await client.SendAsync(request));
            }
        }

        ShouldNotBeLogged(Mark, storefront.SubjectOf(user), storefront.ApiKey, token, token?.Split('.')[^1], "10.1.2.3");
    }

    [Fact]
    public async Task The_texts_of_stored_products_and_orders_are_not_logged()
    {
        const string Shopper = $"{Mark}-buyer";
        var product = await storefront.CreateAsync($"A {Mark} product", $"Made of {Mark}.", stock: 1);
        using var shopper = storefront.As(Shopper);
        var order = new JsonObject
        {
            ["lines"] = new JsonArray(new JsonObject { ["productId"] = product.Id, ["quantity"] = 1 }),
            ["note"] = $"For {Mark}, the back door.",
        };

        var statuses = new List<HttpStatusCode>();
        foreach (var key in new[] { $"{Mark}-first", $"{Mark}-first", $"{Mark}-second" })
        {
            var response = await shopper.SendAsync(Send(HttpMethod.Post, "/orders", order.ToJsonString()).With("Idempotency-Key", key));
            statuses.Add(response.StatusCode);
            await LoggedAsync(response);
        }

        await LoggedAsync(await shopper.GetAsync("/orders"));
        await LoggedAsync(await storefront.Anonymous.GetAsync($"/products?category={Mark}"));

        Assert.Equal([HttpStatusCode.Created, HttpStatusCode.Created, HttpStatusCode.Conflict], statuses);
        ShouldNotBeLogged(Mark, storefront.SubjectOf(Shopper), "back door", "Made of");
    }

    private static string Body => new JsonObject(BodyMembers.Select(name =>
        KeyValuePair.Create(name, (JsonNode?)Mark))).ToJsonString();

    /// <summary>The line in the access log is the last line that a request writes.</summary>
    private Task<string> LoggedAsync(HttpResponseMessage response)
    {
        var requestId = response.Headers.GetValues("x-amzn-RequestId").Single();
        return storefront.Log.WaitForAsync(line =>
            line.StartsWith('{') && JsonDocument.Parse(line).RootElement.GetProperty("requestId").GetString() == requestId);
    }

    private void ShouldNotBeLogged(params string?[] secrets)
    {
        var lines = storefront.Log.All;
        foreach (var secret in Assert.Some(secrets.Where(secret => secret is { Length: > 0 })))
            Assert.Lacks(lines, line => line.Contains(secret!, StringComparison.OrdinalIgnoreCase));
    }

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex PathParameter();
}
