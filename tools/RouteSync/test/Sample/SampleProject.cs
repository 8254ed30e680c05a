using System.Text.Json.Nodes;
using LocalGateway.MappingTemplates;
using RouteSync.Declarations;
using RouteSync.Direct;

namespace RouteSync.Tests.Sample;

/// <summary>A folder like that of the sample API's project: the shared parts of mapping templates, and files that a test adds.</summary>
internal sealed class SampleProject : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public SampleProject()
    {
        var shared = Directory.CreateDirectory(_folder.File(DirectTemplates.SharedFolder));
        foreach (var file in Directory.GetFiles(System.IO.Path.Combine(AppContext.BaseDirectory, "SharedTemplates")))
            File.Copy(file, System.IO.Path.Combine(shared.FullName, System.IO.Path.GetFileName(file)));
    }

    public string Path => _folder.Path;

    public DeclaredApi Api { get; } = SampleApi.Read();

    public void Dispose() => _folder.Dispose();

    public void Write(string name, string content)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(_folder.File(name))!);
        _folder.Write(name, content);
    }

    public DeclaredRoute Route(string name) => Api.Routes.Single(route => route.Name == name);

    public DirectTemplates Templates(string route) => Templates(Route(route));

    public DirectTemplates Templates(DeclaredRoute route) => DirectTemplates.Of(route, Api, Path);

    /// <summary>The message of the error about a route.</summary>
    public string ErrorOf(DeclaredRoute route) => Assert.Throws<RouteSyncException>(() => Templates(route)).Message;

    public static Rendered Render(DirectTemplate template, string body = "", Request? request = null)
    {
        var result = TemplateRenderer.Render(template.Origin, string.Join('\n', template.Lines), body, (request ?? new()).ToJson());
        Assert.Null(result.Error);
        return new(result.Overrides.ResponseStatus, result.Output!, result.Overrides.ResponseHeaders);
    }
}

/// <summary>What a template made.</summary>
internal sealed record Rendered(int? Status, string Output, IReadOnlyDictionary<string, string> Headers)
{
    public string? Header(string name) => Headers.GetValueOrDefault(name);

    public JsonNode Json => JsonNode.Parse(Output)!;
}

/// <summary>A request as mapping templates see it.</summary>
internal sealed record Request
{
    public const string Id = "0193a1b2-0000-7000-8000-000000000001";

    public string PathId { get; init; } = Id;

    /// <summary>The caller's <c>sub</c>; null without a caller.</summary>
    public string? Caller { get; init; } = "sub-1";

    public Dictionary<string, string> Query { get; init; } = [];

    public Dictionary<string, string> Headers { get; init; } = [];

    public bool HasCache { get; init; }

    public string ToJson() => new JsonObject
    {
        ["context"] = new JsonObject
        {
            ["requestId"] = "request-1",
            ["requestTime"] = "09/Apr/2015:12:34:56 +0000",
            ["requestTimeEpoch"] = 1428582896438,
            ["authorizer"] = new JsonObject { ["claims"] = Caller is null ? [] : new JsonObject { ["sub"] = Caller } },
        },
        ["stageVariables"] = new JsonObject { ["tableName"] = "Notes", ["cache"] = HasCache ? "on" : "off" },
        ["params"] = new JsonObject
        {
            ["path"] = new JsonObject { ["id"] = PathId, ["noteId"] = PathId },
            ["querystring"] = Map(Query),
            ["header"] = Map(Headers),
        },
    }.ToJsonString();

    private static JsonObject Map(Dictionary<string, string> texts) =>
        new(texts.Select(text => KeyValuePair.Create(text.Key, (JsonNode?)text.Value)));
}
