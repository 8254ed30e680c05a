namespace LambdaCrud;

/// <summary>The settings that the template passes to the functions in environment variables.</summary>
/// <param name="TableName"><c>TABLE_NAME</c>: the application's only table.</param>
/// <param name="CursorSigningKey"><c>CURSOR_SIGNING_KEY</c>: the key that signs paging cursors, 32 characters or more.</param>
/// <param name="AllowedOrigin"><c>ALLOWED_ORIGIN</c>: the origin whose pages may read the replies, or <c>*</c>.</param>
/// <param name="MetricsNamespace"><c>METRICS_NAMESPACE</c>: the CloudWatch namespace of the metrics.</param>
/// <param name="LogLevel">
/// <c>AWS_LAMBDA_LOG_LEVEL</c>: Lambda sets it to the template's <c>ApplicationLogLevel</c>. The default is INFO.
/// </param>
internal sealed record Settings(string TableName, string CursorSigningKey, string AllowedOrigin, string MetricsNamespace, string LogLevel)
{
    public const int MinCursorSigningKeyLength = 32;

    /// <exception cref="InvalidOperationException">
    /// A variable is missing or invalid. The message contains its name, never its value.
    /// </exception>
    public static Settings FromEnvironment() => From(Environment.GetEnvironmentVariable);

    public static Settings From(Func<string, string?> variable)
    {
        var key = Required("CURSOR_SIGNING_KEY");
        return key.Length >= MinCursorSigningKeyLength
            ? new Settings(
                Required("TABLE_NAME"),
                key,
                Required("ALLOWED_ORIGIN"),
                Required("METRICS_NAMESPACE"),
                variable("AWS_LAMBDA_LOG_LEVEL") is { Length: > 0 } level ? level : "INFO")
            : throw new InvalidOperationException(
                $"The environment variable CURSOR_SIGNING_KEY has {key.Length} characters; it needs {MinCursorSigningKeyLength} or more.");

        string Required(string name) => variable(name) is { Length: > 0 } value
            ? value
            : throw new InvalidOperationException($"The environment variable {name} is not set.");
    }
}
