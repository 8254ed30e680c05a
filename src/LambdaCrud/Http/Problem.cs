using System.Text.Json;
using System.Text.Json.Serialization;

namespace LambdaCrud.Http;

/// <summary>
/// Problem details as RFC 9457 has them. Nothing in it repeats what the client sent, or what an exception or a service said.
/// </summary>
public sealed record Problem
{
    public required string Type { get; init; }
    public required string Title { get; init; }
    public required int Status { get; init; }
    public string? Detail { get; init; }

    /// <summary>The last part of <see cref="Type"/>, for programs that switch on it.</summary>
    public required string Code { get; init; }

    public IReadOnlyList<FieldError>? Errors { get; init; }

    /// <summary>Equals the reply's <c>X-Request-Id</c>; the endpoint fills it in.</summary>
    public string? RequestId { get; init; }

    /// <summary>Members that belong to one type of problem.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extensions { get; set; }
}

/// <summary>One thing wrong in a request: in its body, or in a query parameter.</summary>
public sealed record FieldError
{
    /// <summary>Where in the body: a JSON pointer (RFC 6901) in URI fragment form, such as <c>#/price/amount</c>.</summary>
    [JsonPropertyName("pointer")]
    public string? JsonPointer { get; init; }

    /// <summary>Which query parameter.</summary>
    public string? Parameter { get; init; }

    public required string Code { get; init; }
    public required string Detail { get; init; }

    /// <summary>The value is no error if it is the stored one already, see <see cref="RuleAttribute.MayBeStored"/>.</summary>
    [JsonIgnore]
    public bool IsAllowedIfStored { get; init; }
}
