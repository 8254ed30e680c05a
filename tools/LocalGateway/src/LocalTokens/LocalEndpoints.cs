using LocalGateway.Authorization;
using LocalGateway.LocalTokens.SignIn;
using LocalGateway.Model;
using LocalGateway.Requests;

namespace LocalGateway.LocalTokens;

/// <summary>The paths below <c>/_local</c>, which replace the user pools' own service. The API does not see these requests.</summary>
internal sealed class LocalEndpoints
{
    private readonly Dictionary<string, Func<GatewayRequest, Reply>> _endpoints = new(StringComparer.Ordinal);

    private LocalEndpoints(GatewayOptions options)
    {
        var pools = options.Deployment.UserPools.Values;
        var keys = pools.ToDictionary(pool => pool, pool => UserPoolKey.Open(pool, options.DataFolder));
        var tokens = pools.ToDictionary(pool => pool, pool => UserPoolTokens.Open(pool, options.DataFolder, options.TimeProvider));
        var documents = new PoolDocuments(keys.Values);
        foreach (var path in documents.Paths)
            _endpoints[path] = documents.Answer;
        var users = new LocalUsers(options.Users);
        foreach (var pool in pools)
        {
            foreach (var (path, answer) in PoolSignIn.Endpoints(new PoolGrants(keys[pool], tokens[pool], users, options.TimeProvider)))
                _endpoints[path] = answer;
        }

        _endpoints[TokenEndpoint.Path] = new TokenEndpoint(tokens).Answer;
    }

    /// <returns>Null if the options do not enable the endpoints.</returns>
    /// <exception cref="GatewayException">The API has a resource with such a path, or a pool's key cannot be used.</exception>
    public static LocalEndpoints? Create(RestApi api, GatewayOptions options)
    {
        if (!options.ServeTokens)
            return null;
        var endpoints = new LocalEndpoints(options);
        return api.Methods.FirstOrDefault(method => endpoints._endpoints.ContainsKey(method.ResourcePath.TrimEnd('/'))) is { } method
            ? throw new GatewayException($"{method.Name}: this path is reserved for the local user pools.")
            : endpoints;
    }

    /// <returns>Null if the request is for the API.</returns>
    public Reply? Answer(GatewayRequest request) => _endpoints.GetValueOrDefault(request.RawPath)?.Invoke(request);
}
