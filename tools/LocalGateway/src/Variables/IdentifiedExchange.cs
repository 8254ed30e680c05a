using LocalGateway.Requests;

namespace LocalGateway.Variables;

/// <summary>The sender of the request, as far as variables show it.</summary>
internal static class IdentifiedExchange
{
    extension(Exchange exchange)
    {
        /// <summary>Set by the authorizer; null on open methods.</summary>
        public CallerContext? Caller => exchange.Get<CallerContext>();

        /// <summary>Set by the API key check; null on methods that do not require a key.</summary>
        public ApiKeyIdentity? ApiKey => exchange.Get<ApiKeyIdentity>();
    }
}

/// <param name="KeyId"><c>$context.identity.apiKeyId</c>.</param>
/// <param name="Value"><c>$context.identity.apiKey</c>. Never logged.</param>
internal sealed record ApiKeyIdentity(string KeyId, string Value);
