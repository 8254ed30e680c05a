using System.Globalization;
using System.Text.Json.Nodes;
using RouteSync.Declarations;

namespace RouteSync.OpenApi;

/// <summary>Writes the operation of each route.</summary>
internal sealed class Operations(
    DeclaredApi api, ContractInfo info, SchemaSet schemas, Headers headers, Problems problems, Parameters parameters)
{
    private readonly Pool _responses = new("responses");

    public JsonObject FinishResponses() => _responses.Finish();

    public JsonObject Of(DeclaredRoute route)
    {
        var (summary, more) = Split(route.Description);
        var operation = new JsonObject
        {
            ["operationId"] = char.ToLowerInvariant(route.Name[0]) + route.Name[1..],
            ["tags"] = new JsonArray(route.Resource),
            ["summary"] = summary,
            ["description"] = string.Join(" ", FactsOf(route).Prepend(more).Where(sentence => sentence.Length > 0)),
            ["security"] = SecurityOf(route),
            ["parameters"] = parameters.Of(route),
        };
        if (route.Retirement is not null)
            operation["deprecated"] = true;
        if (route.Accepts is { } body)
            operation["requestBody"] = BodyOf(body);
        operation["responses"] = ResponsesOf(route);
        operation["x-rate-limit"] = new JsonObject
        {
            ["class"] = route.Throttle,
            ["parameters"] = new JsonObject
            {
                [RateLimitOf(route)] = DefaultOf(RateLimitOf(route)),
                [BurstLimitOf(route)] = DefaultOf(BurstLimitOf(route)),
            },
        };
        if (route.Access.NeedsApiKey && info.Plan is { } plan)
            operation["x-usage-plan"] = PlanOf(plan);
        if (route.IsCached)
            operation["x-cache"] = CacheOf(route);
        if (route.Retirement is { } end)
            operation["x-cors"] = new JsonObject { ["exposedHeaders"] = Json.List([.. api.ExposedHeaders.Split(", "), .. end.Headers.Keys]) };
        return operation;
    }

    private JsonObject PlanOf(UsagePlan plan) => new()
    {
        ["period"] = plan.QuotaPeriod,
        ["parameters"] = new JsonObject(((string[])[plan.RateLimit, plan.BurstLimit, plan.QuotaLimit])
            .Select(parameter => KeyValuePair.Create(parameter, (JsonNode?)DefaultOf(parameter)))),
    };

    private JsonObject CacheOf(DeclaredRoute route)
    {
        var cache = new JsonObject { ["key"] = Json.List(CacheKey.Of(route).Select(part => part.Name)), ["answerHeaders"] = new JsonArray("Warning") };
        if (info.Defaults.TryGetValue(TemplateNames.CacheTtl, out var seconds))
            cache["parameters"] = new JsonObject { [TemplateNames.CacheTtl] = seconds };
        return cache;
    }

    private long DefaultOf(string parameter) => info.Defaults.TryGetValue(parameter, out var value)
        ? value
        : throw new RouteSyncException($"The template has no parameter {parameter} with a number as its default.");

    /// <summary>What a client should know, and what the rest of the operation does not say.</summary>
    private IEnumerable<string> FactsOf(DeclaredRoute route)
    {
        if (route.Access.Group is { } group)
            yield return $"Only for users of the group `{group}`.";
        else if (route.Access.NeedsUser)
            yield return "Only for signed-in users.";
        else if (route.Access.NeedsApiKey)
            yield return "Only for clients with an API key.";
        if (route.IsCached)
        {
            yield return info.Defaults.TryGetValue(TemplateNames.CacheTtl, out var seconds)
                ? $"In a stage with a cache, the answer may be up to {Number(seconds)} seconds old (`{TemplateNames.CacheTtl}`)."
                : "In a stage with a cache, the answer may be out of date.";
            yield return "Such a stage ignores unknown query parameters. It answers a request for a fresh answer (`Cache-Control`) with the "
                + "cached one and the header `Warning`.";
        }

        if (route.Retirement is { } end)
            yield return string.Create(CultureInfo.InvariantCulture, $"Do not use it any more: the API removes it on {end.Sunset:yyyy-MM-dd} or later.");
        if (route.IdempotencyKey != KeyUse.None)
            yield return "With an `Idempotency-Key`, a repeated request takes effect only once.";
        yield return $"By default, the API takes {Number(DefaultOf(RateLimitOf(route)))} of these requests a second from all callers "
            + $"together, and {Number(DefaultOf(BurstLimitOf(route)))} at once.";
        if (route.Access.NeedsApiKey && info.Plan is { } plan)
        {
            yield return $"The usage plan takes {Number(DefaultOf(plan.RateLimit))} requests of one API key a second, "
                + $"{Number(DefaultOf(plan.BurstLimit))} at once, and {Number(DefaultOf(plan.QuotaLimit))} a {plan.QuotaPeriod.ToLowerInvariant()}.";
        }
    }

    private static string RateLimitOf(DeclaredRoute route) => TemplateNames.RateLimit(route.Throttle);

    private static string BurstLimitOf(DeclaredRoute route) => TemplateNames.BurstLimit(route.Throttle);

    private JsonArray SecurityOf(DeclaredRoute route)
    {
        var schemes = new JsonObject();
        if (route.Access.NeedsUser)
            schemes[SchemeOf("http")] = new JsonArray();
        if (route.Access.NeedsApiKey)
            schemes[SchemeOf("apiKey")] = new JsonArray();
        return schemes.Count == 0 ? [] : new JsonArray(schemes);
    }

    private string SchemeOf(string type) =>
        info.Part("components", "securitySchemes")?.FirstOrDefault(scheme => (string?)scheme.Value?["type"] == type).Key
        ?? throw new RouteSyncException($"The base document has no security scheme of the type {type} in components.securitySchemes.");

    private JsonObject BodyOf(DeclaredBody body)
    {
        var use = body.IsMergePatch ? Use.Patch : Use.Request;
        var schema = schemas.Of(body.Type, use);
        var items = "";
        if (body.MaxItems > 0)
        {
            schema["minItems"] = 1;
            schema["maxItems"] = body.MaxItems;
            items = $" 1 to {Number(body.MaxItems)} items, each with its own result.";
        }

        var content = new JsonObject { ["schema"] = schema };
        if (schemas.ExampleOf(schema, use) is { } example)
            content["example"] = example;
        return new JsonObject
        {
            ["description"] = $"At most {SizeOf(body.MaxBytes)} of UTF-8.{items}",
            ["required"] = true,
            ["content"] = new JsonObject { [body.MediaType] = content },
        };
    }

    private JsonObject ResponsesOf(DeclaredRoute route)
    {
        var responses = new SortedDictionary<string, JsonNode?>(StringComparer.Ordinal);
        foreach (var answer in route.Answers)
        {
            responses[Text(answer.Status)] = AnswerOf(route, answer);
            if (route is { IsConditional: true, Method: "GET" })
                responses["304"] = UnchangedOf(route, answer);
        }

        foreach (var (status, name, response) in problems.ResponsesOf(route))
            responses[status] = _responses.Place(name, route.Resource + name, response);
        return new JsonObject(responses);
    }

    private JsonObject AnswerOf(DeclaredRoute route, DeclaredAnswer answer)
    {
        var description = answer.Type is { } shape ? api.Schemas.DescriptionOf(shape) : null;
        var response = new JsonObject
        {
            ["description"] = $"{PhraseOf(answer.Status)} {description}".TrimEnd(),
            ["headers"] = headers.Of([.. answer.Headers, .. CommonHeaders(route), .. ReplayHeader(route)], answer.CacheControl),
        };
        if (answer.Type is null)
            return response;
        var content = new JsonObject { ["schema"] = schemas.Of(answer.Type, Use.Answer) };
        if (schemas.ExampleOf(content["schema"]!.AsObject()) is { } example)
            content["example"] = example;
        response["content"] = new JsonObject { ["application/json"] = content };
        return response;
    }

    private JsonObject UnchangedOf(DeclaredRoute route, DeclaredAnswer answer) => new()
    {
        ["description"] = "The resource still has the entity tag that the request names. The answer has no body.",
        ["headers"] = headers.Of([.. answer.Headers.Where(name => name == "ETag"), .. CommonHeaders(route)], answer.CacheControl),
    };

    private static IEnumerable<string> CommonHeaders(DeclaredRoute route) => [.. Headers.OfEveryAnswer, .. route.Retirement?.Headers.Keys ?? []];

    private static IEnumerable<string> ReplayHeader(DeclaredRoute route) =>
        route.IdempotencyKey == KeyUse.None ? [] : ["Idempotency-Replayed"];

    private static string PhraseOf(int status) => status switch
    {
        200 => "OK.",
        201 => "Created.",
        202 => "Accepted.",
        204 => "Done. The answer has no body.",
        207 => "The results of the items, in the order of the request.",
        _ => $"Status {Text(status)}.",
    };

    /// <summary>The first sentence without its full stop, and the others.</summary>
    private static (string First, string Others) Split(string text)
    {
        var end = text.IndexOf(". ", StringComparison.Ordinal);
        return end < 0 ? (text.TrimEnd('.'), "") : (text[..end], text[(end + 2)..]);
    }

    private static string SizeOf(int bytes) => bytes switch
    {
        _ when bytes % 1_048_576 == 0 => $"{Text(bytes / 1_048_576)} MiB",
        _ when bytes % 1_024 == 0 => $"{Text(bytes / 1_024)} KiB",
        _ => $"{Number(bytes)} bytes",
    };

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
