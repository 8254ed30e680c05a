namespace LocalGateway;

/// <summary>The credentials that sign requests to a local service. They are never real keys.</summary>
/// <param name="AccessKeyId">Letters and digits. DynamoDB Local separates tables by id, unless it was started to share them.</param>
/// <param name="SecretAccessKey">Any text.</param>
public sealed record AwsCredentials(string AccessKeyId, string SecretAccessKey)
{
    public static AwsCredentials Local { get; } = new("local", "local");
}
