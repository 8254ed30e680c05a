using System.Text.Json;

namespace Amazon.Lambda.Serialization.SystemTextJson;

/// <summary>Leaves names as they are, but for two members of the S3 event that no C# name can spell.</summary>
/// <param name="fallbackNamingPolicy">Names everything else; null leaves it unchanged.</param>
public class AwsNamingPolicy(JsonNamingPolicy fallbackNamingPolicy) : JsonNamingPolicy
{
    public AwsNamingPolicy()
        : this(null)
    {
    }

    public override string ConvertName(string name) => name switch
    {
        "XAmzId2" => "x-amz-id-2",
        "XAmzRequestId" => "x-amz-request-id",
        _ => fallbackNamingPolicy?.ConvertName(name) ?? name,
    };
}
