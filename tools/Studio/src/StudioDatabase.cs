using LocalGateway;

namespace Studio;

/// <summary>The DynamoDB whose tables the studio shows.</summary>
/// <param name="Endpoint">Its address.</param>
/// <param name="Credentials">Must be those of the API. DynamoDB Local keeps separate tables for each access key.</param>
public sealed record StudioDatabase(Uri Endpoint, AwsCredentials Credentials)
{
    /// <summary>Whether the studio may also read and change tables at an address that is not this machine's.</summary>
    public bool AllowsRemote { get; init; }
}
