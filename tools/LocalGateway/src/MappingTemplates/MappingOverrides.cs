using System.Globalization;
using LocalGateway.MappingTemplates.Values;

namespace LocalGateway.MappingTemplates;

/// <summary>
/// The values that the templates of one call assigned to <c>$context.requestOverride</c> and <c>$context.responseOverride</c>. A template's
/// own keys are kept too, so a request template can pass values to the response template. Not thread-safe: each call has its own.
/// </summary>
public sealed class MappingOverrides
{
    private const string Status = "status";
    private static readonly Dictionary<string, string> None = [];

    // Created when a template first reads them. Few templates do.
    private JavaMap? _request;
    private JavaMap? _response;

    /// <summary>Whether no template has read or assigned an override.</summary>
    internal bool IsEmpty => _request is null && _response is null;

    internal JavaMap Request =>
        _request ??= JavaMap.Of(("header", new JavaMap()), ("path", new JavaMap()), ("querystring", new JavaMap()));

    internal JavaMap Response => _response ??= JavaMap.Of(("header", new JavaMap()));

    /// <summary>Headers for the integration request; each overrides a mapped header.</summary>
    public IReadOnlyDictionary<string, string> RequestHeaders => Strings(_request, "header");

    /// <summary>Path parameters for the integration request.</summary>
    public IReadOnlyDictionary<string, string> RequestPath => Strings(_request, "path");

    /// <summary>Query parameters for the integration request.</summary>
    public IReadOnlyDictionary<string, string> RequestQueryString => Strings(_request, "querystring");

    /// <summary>Headers for the client's reply.</summary>
    public IReadOnlyDictionary<string, string> ResponseHeaders => Strings(_response, "header");

    /// <summary>The client's status, from a number or numeric text; null when unset or not within 100–599.</summary>
    public int? ResponseStatus =>
        _response?.Get(Status) is { } status
        && int.TryParse(JavaText.Of(status), NumberStyles.None, CultureInfo.InvariantCulture, out var code)
        && code is >= 100 and <= 599
            ? code
            : null;

    /// <summary>
    /// The first parameter that was overridden more than once; null if there is none. The service then answers with a 5XX (developer guide,
    /// "Use a mapping template to override an API's request and response parameters and status codes").
    /// </summary>
    internal string? Repeated =>
        Replaced(_request, "requestOverride", "header", "path", "querystring")
        ?? Replaced(_response, "responseOverride", "header")
        ?? (_response?.Replaced.Contains(Status) is true ? "responseOverride.status" : null);

    private static string? Replaced(JavaMap? overrides, string name, params string[] parts) => parts
        .Where(part => overrides?.Get(part) is JavaMap { Replaced.Count: > 0 })
        .Select(part => $"{name}.{part}.{JavaText.Of(((JavaMap)overrides!.Get(part)!).Replaced.First())}")
        .FirstOrDefault();

    private static Dictionary<string, string> Strings(JavaMap? overrides, string part)
    {
        if (overrides?.Get(part) is not JavaMap { Count: > 0 } values)
            return None;
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in values.Entries)
            texts[JavaText.Of(name)] = value is JavaList list ? string.Join(',', list.Select(item => JavaText.Of(item))) : JavaText.Of(value);
        return texts;
    }
}
