using LocalGateway.MappingTemplates.Evaluation;
using LocalGateway.MappingTemplates.Json;
using LocalGateway.MappingTemplates.JsonPath;
using LocalGateway.MappingTemplates.Values;

namespace LocalGateway.MappingTemplates.Variables;

/// <summary><c>$input</c>: the payload and the client's parameters.</summary>
internal sealed class InputVariable(MappingContext context) : ITemplateObject
{
    private const int ValueCost = 4;

    private object? _document;
    private bool _isParsed;

    private string Body => context.Body.Length == 0 ? "{}" : context.Body;

    public object? GetProperty(string name, RenderScope scope) => name == "body" ? Body : null;

    public object? Invoke(string method, object?[] arguments, RenderScope scope) => (method, arguments) switch
    {
        ("path", [string path]) => Select(path, scope),
        ("json", [string path]) => Json(path, scope),
        ("params", []) => Parameters(),
        ("params", [string name]) => Parameter(name),
        _ => null,
    };

    private object? Select(string path, RenderScope scope)
    {
        scope.Charge(path.Length);
        try
        {
            return scope.Compiled.Path(path).Select(Document(scope), scope);
        }
        catch (JsonPathException error)
        {
            throw scope.Error(error.Message, inner: error);
        }
    }

    /// <summary>Here a missing value gives <c>""</c>. Everywhere else it gives the empty text.</summary>
    private string Json(string path, RenderScope scope) => JsonText.Of(Select(path, scope) ?? "", scope);

    private object? Document(RenderScope scope)
    {
        if (_isParsed)
            return _document;
        scope.Charge((long)Body.Length * ValueCost);
        if (!PermissiveJson.TryParse(Body, out _document, out var problem))
            throw scope.Error($"the body is not JSON: {problem}", MappingTemplateErrorKind.InvalidJson);
        _isParsed = true;
        return _document;
    }

    private JavaMap Parameters() => JavaMap.Of(
        ("path", Map(context.Parameters.Path)),
        ("querystring", Map(context.Parameters.QueryString)),
        ("header", Map(context.Parameters.Header)));

    private string? Parameter(string name) =>
        context.Parameters.Path.TryGetValue(name, out var value)
        || context.Parameters.QueryString.TryGetValue(name, out value)
        || context.Parameters.Header.TryGetValue(name, out value)
            ? value
            : null;

    private static JavaMap Map(IReadOnlyDictionary<string, string> parameters)
    {
        var map = new JavaMap();
        foreach (var (name, value) in parameters)
            map.Put(name, value);
        return map;
    }
}
