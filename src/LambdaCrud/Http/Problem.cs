using System.Text.Json;
using System.Text.Json.Serialization;

namespace LambdaCrud.Http;

/// <summary>A refusal or a failure, as problem details (RFC 9457). Programs can rely on <see cref="Code"/>.</summary>
/// <remarks>Problems never repeat text of the client, of an exception or of a service.</remarks>
internal sealed record Problem
{
    /// <summary>The name of the problem's type. It is not an address.</summary>
    [Format("uri")]
    public required string Type { get; init; }

    /// <summary>One sentence for the type of the problem, always the same.</summary>
    public required string Title { get; init; }

    /// <summary>The HTTP status of the answer.</summary>
    public required int Status { get; init; }

    /// <summary>More about this case, or what to do. For people, not for programs.</summary>
    public string? Detail { get; init; }

    /// <summary>The last part of <see cref="Type"/>, for programs that switch on it.</summary>
    public required string Code { get; init; }

    /// <summary>All faults of the body or of the query parameters, 50 at most.</summary>
    public IReadOnlyList<FieldError>? Errors { get; init; }

    /// <summary>The same as the header <c>X-Request-Id</c>. The log of the API has it.</summary>
    /// <example>c6af9ac6-7b61-11e6-9a41-93e8deadbeef</example>
    public string? RequestId { get; init; }

    /// <summary>Members that are specific to a type of problem.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extensions { get; set; }
}

/// <summary>One error in a request: in its body, or in a query parameter.</summary>
internal sealed record FieldError
{
    /// <summary>The place in the body: a JSON pointer (RFC 6901) in URI fragment form, such as <c>#/price/amount</c>.</summary>
    /// <example>#/price/amount</example>
    [JsonPropertyName("pointer")]
    public string? JsonPointer { get; init; }

    /// <summary>The name of the query parameter.</summary>
    public string? Parameter { get; init; }

    /// <summary>The rule that the value breaks, for programs.</summary>
    /// <example>range</example>
    public required string Code { get; init; }

    /// <summary>A sentence for people that describes the valid values.</summary>
    /// <example>Must be 0 to 9999999999.</example>
    public required string Detail { get; init; }

    /// <summary>The value is not an error if it equals the stored value, see <see cref="RuleAttribute.MayBeStored"/>.</summary>
    [JsonIgnore]
    public bool IsAllowedIfStored { get; init; }
}
