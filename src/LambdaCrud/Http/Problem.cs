using System.Text.Json;
using System.Text.Json.Serialization;

namespace LambdaCrud.Http;

/// <summary>Problem details by RFC 9457. They never repeat text of the client, of an exception or of a service.</summary>
internal sealed record Problem
{
    public required string Type { get; init; }
    public required string Title { get; init; }
    public required int Status { get; init; }
    public string? Detail { get; init; }

    /// <summary>The last part of <see cref="Type"/>, for programs that switch on it.</summary>
    public required string Code { get; init; }

    public IReadOnlyList<FieldError>? Errors { get; init; }

    /// <summary>Equals the reply's <c>X-Request-Id</c>. The endpoint sets it.</summary>
    public string? RequestId { get; init; }

    /// <summary>Members that are specific to a type of problem.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extensions { get; set; }
}

/// <summary>One error in a request: in its body, or in a query parameter.</summary>
internal sealed record FieldError
{
    /// <summary>The place in the body: a JSON pointer (RFC 6901) in URI fragment form, such as <c>#/price/amount</c>.</summary>
    [JsonPropertyName("pointer")]
    public string? JsonPointer { get; init; }

    /// <summary>The name of the query parameter.</summary>
    public string? Parameter { get; init; }

    public required string Code { get; init; }
    public required string Detail { get; init; }

    /// <summary>The value is not an error if it equals the stored value, see <see cref="RuleAttribute.MayBeStored"/>.</summary>
    [JsonIgnore]
    public bool IsAllowedIfStored { get; init; }
}
