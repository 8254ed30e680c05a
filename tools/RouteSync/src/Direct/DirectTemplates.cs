using System.Globalization;
using RouteSync.Declarations;
using RouteSync.MappingTemplates;

namespace RouteSync.Direct;

/// <summary>A mapping template in the form that API Gateway gets.</summary>
/// <param name="Origin">
/// Where the lines come from: <c>generated from NoteRoutes.Get</c>, or the path of a file, relative to the API's project folder.
/// </param>
internal sealed record DirectTemplate(string Origin, IReadOnlyList<string> Lines);

/// <summary>
/// The mapping templates of a direct route. They follow from its declaration, unless a file <c>NAME.request.vtl</c>,
/// <c>NAME.response.vtl</c> or <c>NAME.error.vtl</c> under the API's project folder replaces one.
/// </summary>
internal sealed record DirectTemplates
{
    /// <summary>The folder of the parts that all routes share, in the API's project folder.</summary>
    public const string SharedFolder = "Http/Direct";

    /// <summary>The request to the backend.</summary>
    public required DirectTemplate Request { get; init; }

    /// <summary>The answer if the backend succeeded.</summary>
    public required DirectTemplate Response { get; init; }

    /// <summary>The answer if DynamoDB refused the request. Empty for a mock.</summary>
    public required DirectTemplate Error { get; init; }

    /// <summary>The answer if DynamoDB failed. Empty for a mock.</summary>
    public required DirectTemplate Outage { get; init; }

    /// <param name="projectFolder">The folder of the API's project.</param>
    /// <exception cref="RouteSyncException">A template cannot be made from the declaration, or a hand-written file is wrong.</exception>
    public static DirectTemplates Of(DeclaredRoute route, DeclaredApi api, string projectFolder)
    {
        var action = route.Direct ?? throw new RouteSyncException($"{route.Declaration} has a function and so no mapping templates.");
        var files = HandWrittenTemplates.Find(projectFolder, api);
        var source = new TemplateSource(() => api.Problems);
        var generator = Generator.For(action.Name, new DirectDeclaration(route, action, api.Schemas));
        return new DirectTemplates
        {
            Request = Part("request", generator.Request),
            Response = Part("response", generator.Response),
            Error = Part("error", generator.Error),
            Outage = Generated(generator.Outage()),
        };

        DirectTemplate Part(string part, Func<IEnumerable<string>> generate) => files.GetValueOrDefault($"{route.Name}.{part}") is { } file
            ? new(file, source.Lines(Path.Combine(projectFolder, file)))
            : Generated(generate());

        DirectTemplate Generated(IEnumerable<string> lines) => new(
            $"generated from {route.Declaration}", source.Lines(lines, route.Declaration, Path.Combine(projectFolder, SharedFolder)));
    }
}

/// <summary>The parts of a direct route that its templates need, and the errors if one is missing.</summary>
internal sealed record DirectDeclaration(DeclaredRoute Route, DeclaredAction Action, JsonSchemas Schemas)
{
    public StoredEntity Entity => new(Action.Entity ?? throw Error($"a {Action.Name} needs an Entity."));

    public (string Partition, string Sort) Key => Action is { PartitionKey: { } partition, SortKey: { } sort }
        ? (partition, sort)
        : throw Error($"a {Action.Name} needs a Key.");

    public DeclaredAnswer Answer => Route.Answers is [var only]
        ? only
        : throw Error($"a {Action.Name} has exactly one answer.");

    public string Status => Answer.Status.ToString(CultureInfo.InvariantCulture);

    /// <summary>A fixed text of the declaration.</summary>
    public string Text(string text, string what) => VtlText.Checked(text, $"{what} of {Route.Declaration}");

    public RouteSyncException Error(string message) => new($"{Route.Declaration}: {message}");

    /// <summary>An error that a hand-written file can avoid.</summary>
    public RouteSyncException CannotWrite(string part, string message) =>
        Error($"{message} A file {Route.Name}.{part}.vtl can replace the template.");
}
