using System.Globalization;
using System.Text;
using LocalGateway.Model;
using LocalGateway.Requests;
using LocalGateway.Routing;
using Microsoft.Extensions.Primitives;

namespace LocalGateway.Caching;

/// <summary>
/// What separates the cache entries of one method: its namespace, the HTTP method, and the declared parameters of a request. Undeclared
/// query strings, headers and path parameters do not separate entries, and neither do the body or the caller.
/// </summary>
internal sealed class CacheKey
{
    private readonly string _namespace;
    private readonly List<Func<Exchange, StringValues>> _parameters;

    /// <exception cref="GatewayException">A key parameter is invalid.</exception>
    public CacheKey(Route route)
    {
        var integration = route.Method.Integration;
        _namespace = integration.CacheNamespace ?? route.ResourceId;
        _parameters = [.. integration.CacheKeyParameters.Select(name => Reader(name) ?? throw NotSupported(name, route.Method))];
    }

    /// <summary>Each part is preceded by its length, so that different parts never give the same key.</summary>
    public string Of(Exchange exchange)
    {
        var key = new StringBuilder();
        Append(key, _namespace);
        Append(key, exchange.Request.HttpMethod);
        foreach (var parameter in _parameters)
        {
            var values = parameter(exchange);
            key.Append(CultureInfo.InvariantCulture, $"{values.Count}=");
            foreach (var value in values)
                Append(key, value ?? "");
        }

        return key.ToString();
    }

    private static void Append(StringBuilder key, string text) => key.Append(CultureInfo.InvariantCulture, $"{text.Length}:{text}");

    private static GatewayException NotSupported(string parameter, ApiMethod method) => new(
        $"{method.Name}: the cache key parameter {parameter} is not supported; "
        + "method.request.path|querystring|header.NAME are.");

    private static Func<Exchange, StringValues>? Reader(string parameter) => parameter.Split('.', 4) switch
    {
        ["method", "request", "header" or "multivalueheader", var name] => exchange => exchange.Request.Headers[name],
        ["method", "request", "querystring" or "multivaluequerystring", var name] => exchange => QueryValues(exchange, name),
        ["method", "request", "path", var name] => exchange => PathValue(exchange, name),
        _ => null,
    };

    private static StringValues QueryValues(Exchange exchange, string name)
    {
        var values = exchange.Request.QueryParameters.FirstOrDefault(parameter => parameter.Key == name).Value;
        return values is null ? default : new([.. values]);
    }

    private static string? PathValue(Exchange exchange, string name) =>
        exchange.Match.PathParameters.FirstOrDefault(parameter => parameter.Key == name).Value;
}
