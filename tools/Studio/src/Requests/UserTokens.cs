using LocalGateway.LocalTokens;
using LocalGateway.Model;

namespace Studio.Requests;

/// <summary>Signs requests as a user of a local user pool. The page knows only the user's name, never a token.</summary>
internal sealed class UserTokens(StudioOptions options)
{
    /// <summary>The headers from which the API reads tokens.</summary>
    /// <exception cref="UnusableRequestException">The API has no user pool.</exception>
    public string[] Headers()
    {
        string[] names = [.. options.ApiOf(options.Deployment()).Authorizers.Values.OfType<CognitoAuthorizer>().Select(authorizer => authorizer.Header).Distinct()];
        return names.Length > 0 ? names : throw new UnusableRequestException("the API has no user pool, so no user can sign in");
    }

    /// <exception cref="UnusableRequestException">There is no such pool, or the user has no name.</exception>
    public string Of(SentUser user)
    {
        var pools = options.Deployment().UserPools;
        var pool = user.Pool is null ? pools.Values.FirstOrDefault() : pools.GetValueOrDefault(user.Pool);
        if (pool is null)
            throw new UnusableRequestException("the template has no such user pool");
        if (user.Name.Length == 0)
            throw new UnusableRequestException("the user needs a name");
        var tokens = UserPoolTokens.Open(pool, options.DataFolder, options.TimeProvider);
        var signedIn = new PoolUser(user.Name) { Groups = user.Groups };
        return user.Scope is { } scope
            ? tokens.AccessToken(signedIn, scope.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            : tokens.IdToken(signedIn);
    }
}

/// <summary>The page asked for a request that cannot be sent. The message says why.</summary>
internal sealed class UnusableRequestException(string message) : Exception(message);
