using LocalGateway.Model;
using LocalGateway.Requests;
using LocalGateway.Variables;

namespace LocalGateway.Authorization.LambdaAuthorizers;

/// <summary>The parts of a request that hold the caller's identity.</summary>
internal sealed class IdentitySources
{
    private const string Header = "method.request.header.";
    private const string Query = "method.request.querystring.";
    private readonly IReadOnlyList<string> _sources;
    private readonly RequestVariables _variables;

    /// <exception cref="GatewayException">API Gateway would reject the sources.</exception>
    public IdentitySources(LambdaAuthorizer authorizer, RequestVariables variables)
    {
        (_sources, _variables) = (authorizer.IdentitySources, variables);
        var isToken = authorizer.Type == LambdaAuthorizerType.Token;
        if (isToken && _sources is not [{ } only])
            throw new GatewayException($"The TOKEN authorizer {authorizer.Name} must have one identity source.");
        if (!isToken && _sources.Count == 0 && authorizer.ResultTtl > TimeSpan.Zero)
            throw new GatewayException($"The REQUEST authorizer {authorizer.Name} caches its results, so it must have an identity source.");
        if (_sources.FirstOrDefault(source => isToken ? !IsHeader(source) : !IsSource(source)) is { } wrong)
            throw new GatewayException($"The authorizer {authorizer.Name} cannot have the identity source {wrong}.");
    }

    /// <returns>The values in the order of the sources; null if one is missing or empty.</returns>
    public IReadOnlyList<string>? Read(Exchange exchange)
    {
        var values = new string[_sources.Count];
        for (var index = 0; index < values.Length; index++)
        {
            var value = Value(exchange, _sources[index]);
            if (string.IsNullOrEmpty(value))
                return null;
            values[index] = value;
        }

        return values;
    }

    /// <summary>What <see cref="Read"/> does not find, in words.</summary>
    public string Missing(Exchange exchange) => _sources.First(source => string.IsNullOrEmpty(Value(exchange, source))) switch
    {
        var source when IsHeader(source) => $"the header {source[Header.Length..]} is missing or empty",
        var source when source.StartsWith(Query, StringComparison.Ordinal) => $"the query parameter {source[Query.Length..]} is missing or empty",
        var source => $"{source} is missing or empty",
    };

    private static bool IsHeader(string source) => source.StartsWith(Header, StringComparison.Ordinal);

    // A path parameter is not allowed as a source (Amazon API Gateway: "Input to an API Gateway Lambda authorizer").
    private static bool IsSource(string source) =>
        RequestVariables.IsReference(source) && !source.StartsWith("method.request.path.", StringComparison.Ordinal);

    private string? Value(Exchange exchange, string source) => IsHeader(source)
        ? exchange.Request.Headers[source[Header.Length..]].LastOrDefault()
        : _variables.Get(exchange, source);
}
