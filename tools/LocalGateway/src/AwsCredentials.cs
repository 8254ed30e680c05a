namespace LocalGateway;

/// <summary>What requests to a local service are signed with. Nothing here is ever a real key.</summary>
/// <param name="AccessKeyId">Letters and digits. DynamoDB Local keeps tables for each apart, unless it was started to share them.</param>
/// <param name="SecretAccessKey">Any text.</param>
public sealed record AwsCredentials(string AccessKeyId, string SecretAccessKey)
{
    public static AwsCredentials Local { get; } = new("local", "local");
}
