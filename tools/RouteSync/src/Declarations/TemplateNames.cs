namespace RouteSync.Declarations;

/// <summary>The parameters that the SAM template has by convention.</summary>
internal static class TemplateNames
{
    /// <summary>How many seconds the cache keeps an answer.</summary>
    public const string CacheTtl = "CacheTtl";

    /// <summary>The origin whose pages may call the API, or <c>*</c>.</summary>
    public const string AllowedOrigin = "AllowedOrigin";

    /// <param name="throttle">The throttle class.</param>
    public static string RateLimit(string throttle) => $"{throttle}RateLimit";

    /// <inheritdoc cref="RateLimit"/>
    public static string BurstLimit(string throttle) => $"{throttle}BurstLimit";
}
