using System.Text.Json.Nodes;
using LocalGateway.MappingTemplates;
using LocalHost;
using RouteSync.Declarations;
using RouteSync.Direct;

namespace LambdaCrud.IntegrationTests.Direct;

/// <summary>The mapping templates that follow from the declarations answer as those in serverless.template, for many requests.</summary>
public sealed class GeneratedTemplateTests
{
    private const string Id = "0193a1b2-0000-7000-8000-000000000001";
    private const string Tag = "\"20260102030405678-7\"";

    private static readonly string Project = Path.Combine(Repository.Root, "src", "LambdaCrud");

    private static readonly DeclaredApi Api =
        AssemblyReader.Read(Path.Combine(Project, "bin", "Debug", "net10.0", "LambdaCrud.dll"));

    private static readonly string?[] Ids = [Id, Id.ToUpperInvariant(), "", "x", $"{Id}\n", "\"}}", "$util", "#end", "a'b\\"];
    private static readonly string?[] Subjects = ["3e0c7b52-6f5c", null, "", "a'b\"c\\d$e/é", "a#b", "a\n"];
    private static readonly string[] Texts = ["", " ", "*", " * ", Tag, $"W/{Tag}", $"\"x\", {Tag}", $"W/{Tag}, {Tag}", "\"x\"", "$etag", "\"", "x-7"];

    private static readonly JsonObject[] Queries =
    [
        .. new[] { "1", "007", "20", "99", "100", "0", "101", "1000", "-1", "1e1", "", " 1", "1\n", "99999999999999999999", "$count", "'" }
            .Select(limit => new JsonObject { ["limit"] = limit }),
        .. Ids.Select(cursor => new JsonObject { ["cursor"] = cursor }),
        new(),
        new() { ["x"] = "1" },
        new() { ["limit"] = "2", ["x"] = "1" },
        new() { ["limit"] = "2", ["cursor"] = Id },
        new() { ["limit"] = "0", ["cursor"] = "x" },
        new() { ["Limit"] = "1" },
    ];

    public static TheoryData<string, string> Templates()
    {
        var all = new TheoryData<string, string>();
        foreach (var route in Api.Routes.Where(route => route.Direct is { Name: not "Mock" }))
        {
            foreach (var part in new[] { "request", "response", "error", "outage" })
                all.Add(route.Name, part);
        }
        return all;
    }

    [Theory]
    [MemberData(nameof(Templates))]
    public void The_generated_template_renders_what_the_template_in_serverless_template_renders(string name, string part)
    {
        var route = Api.Routes.Single(route => route.Name == name);
        var templates = DirectTemplates.Of(route, Api, Project);
        var (generated, responseKey) = part switch
        {
            "request" => (templates.Request, ""),
            "response" => (templates.Response, "200"),
            "error" => (templates.Error, "default"),
            _ => (templates.Outage, "5\\d{2}"),
        };
        var integration = Operation(name)["x-amazon-apigateway-integration"]!;
        var stored = (part == "request" ? integration["requestTemplates"] : integration["responses"]![responseKey]!["responseTemplates"])!;
        var before = string.Join('\n', stored["application/json"]!["Fn::Join"]![1]!.AsArray().Select(line => (string?)line));
        var after = string.Join('\n', generated.Lines);

        var answers = new HashSet<string>();
        foreach (var (body, context) in Bodies(name, part).SelectMany(body => Contexts(part == "response" && name == "GetProduct")
            .Select(context => (body, context.ToJsonString()))))
        {
            var expected = Answer(before, body, context);
            var actual = Answer(after, body, context);
            answers.Add(actual);
            Assert.True(expected == actual, $"{context}\n{body}\n{expected}\n{actual}");
        }
        Assert.True(part is "outage" || name != "GetProduct" || answers.Count > 2);
    }

    private static IEnumerable<string> Bodies(string name, string part) => (name, part) switch
    {
        (_, "request") => [""],
        ("GetProduct", "response") => [.. Items().Select(item => new JsonObject { ["Item"] = item }.ToJsonString()), "{}"],
        ("ListFavorites", "response") =>
        [
            .. new[] { 0, 1, 2, 3, 7, 8, 20, 21, 99, 100, 101 }.Select(count => new JsonObject
            {
                ["Items"] = new JsonArray([.. Enumerable.Range(0, count).Select(i => Favorite($"{Id[..^3]}{i:000}"))]),
                ["Count"] = count,
            }.ToJsonString()),
        ],
        (_, "response") => ["{}"],
        (_, "error") =>
        [
            "{}",
            "<html>",
            .. new[] { "ConditionalCheckFailedException", "ThrottlingException", "Throttling", "ValidationException", "TransactionConflictException" }
                .Select(error => $$"""{"__type": "com.amazonaws.dynamodb.v20120810#{{error}}", "message": "x"}"""),
        ],
        _ => ["", "<html>"],
    };

    private static IEnumerable<JsonObject> Items()
    {
        const string Hostile = "\"$item 'ü' </script> #end\\ \n\u2028😀";
        yield return Product("A", new() { ["S"] = "Long text" }, []);
        yield return Product(Hostile, new() { ["S"] = Hostile }, [Hostile, "b"]);
        yield return Product("A", null, ["a"]);
        yield return Product("A", new() { ["NULL"] = true }, ["a"]);
        yield return Product("A", new() { ["S"] = "" }, []);
    }

    private static JsonObject Product(string name, JsonObject? description, string[] tags)
    {
        var item = new JsonObject
        {
            ["pk"] = Text($"PRODUCT#{Id}"), ["sk"] = Text("PRODUCT"), ["id"] = Text(Id), ["name"] = Text(name), ["category"] = Text("c"),
            ["priceAmount"] = Number("9999999999"), ["priceCurrency"] = Text("EUR"), ["stock"] = Number("0"),
            ["tags"] = new JsonObject { ["L"] = new JsonArray([.. tags.Select(Text)]) },
            ["createdAt"] = Text("2026-01-02T03:04:05.678Z"), ["updatedAt"] = Text("2026-02-02T03:04:05.678Z"), ["version"] = Number("7"),
        };
        if (description is not null)
            item["description"] = description;
        return item;
    }

    private static JsonObject Favorite(string id) => new()
    {
        ["pk"] = Text("CUSTOMER#x"), ["sk"] = Text($"FAVORITE#{id}"), ["productId"] = Text(id), ["addedAt"] = Text("2026-01-02T03:04:05.678Z"),
    };

    private static JsonObject Text(string text) => new() { ["S"] = text };

    private static JsonObject Number(string number) => new() { ["N"] = number };

    private static IEnumerable<JsonObject> Contexts(bool withPreconditions) => withPreconditions
        ? Preconditions().Select(headers => Context(headers, [], Id, null, "off"))
        :
        [
            .. from query in Queries from subject in Subjects select Context([], query, Id, subject, "off"),
            .. from query in Queries from id in Ids from cache in (string[])["on", "off"] select Context([], query, id, Subjects[0], cache),
            .. from headers in RequestIds() from id in Ids from subject in Subjects select Context(headers, [], id, subject, "on"),
        ];

    private static IEnumerable<JsonObject> RequestIds() =>
        [new(), new() { ["x-REQUEST-id"] = "mine.1" }, new() { ["X-Request-Id"] = "\"},{" }];

    private static IEnumerable<JsonObject> Preconditions() =>
    [
        .. RequestIds(),
        .. Texts.Select(text => new JsonObject { ["If-Match"] = text }),
        .. Texts.Select(text => new JsonObject { ["if-none-match"] = text }),
        .. from match in Texts from noneMatch in Texts select new JsonObject { ["IF-MATCH"] = match, ["If-None-Match"] = noneMatch },
    ];

    private static JsonObject Context(JsonObject headers, JsonObject query, string? id, string? subject, string cache) => new()
    {
        ["context"] = new JsonObject
        {
            ["requestId"] = "r-1",
            ["requestTime"] = "09/Apr/2015:12:34:56 +0000",
            ["requestTimeEpoch"] = 1428582896438,
            ["authorizer"] = new JsonObject { ["claims"] = subject is null ? [] : new JsonObject { ["sub"] = subject } },
        },
        ["stageVariables"] = new JsonObject { ["tableName"] = "Table", ["cache"] = cache },
        ["params"] = new JsonObject
        {
            ["path"] = new JsonObject { ["id"] = id, ["productId"] = id },
            ["querystring"] = query.DeepClone(),
            ["header"] = headers.DeepClone(),
        },
    };

    // The values of an expression have other names. The names do not matter.
    private static string Answer(string template, string body, string context)
    {
        var result = TemplateRenderer.Render("t", template, body, context);
        var overrides = result.Overrides.ResponseHeaders.OrderBy(header => header.Key, StringComparer.Ordinal).Select(header => $"{header.Key}: {header.Value}");
        var output = result.Output?.Replace(":customer", ":pk", StringComparison.Ordinal).Replace(":favorite", ":sk", StringComparison.Ordinal);
        return $"{output}|{result.Error}|{result.Overrides.ResponseStatus}|{string.Join('|', overrides)}";
    }

    private static JsonNode Operation(string name) =>
        (from path in JsonNode.Parse(File.ReadAllText(Repository.Template))!["Resources"]!["AnnotationsRestApi"]!["Properties"]!
            ["DefinitionBody"]!["paths"]!.AsObject()
         from method in path.Value!.AsObject()
         where (string?)method.Value!["operationId"] == name
         select method.Value!).Single();
}
