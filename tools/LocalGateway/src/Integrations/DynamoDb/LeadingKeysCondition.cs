using System.IO.Enumeration;
using System.Text.Json.Nodes;

namespace LocalGateway.Integrations.DynamoDb;

/// <summary>
/// A condition on <c>dynamodb:LeadingKeys</c>. <c>ForAllValues</c> also holds for a request that names no partition key, such as a Scan
/// (IAM User Guide, "Multivalued context keys").
/// </summary>
internal sealed class LeadingKeysCondition
{
    private readonly Quantifier _quantifier;
    private readonly bool _isPattern;
    private readonly List<string> _values;

    private LeadingKeysCondition(Quantifier quantifier, bool isPattern, List<string> values) =>
        (_quantifier, _isPattern, _values) = (quantifier, isPattern, values);

    private enum Quantifier
    {
        All,
        Any,
        Only,
    }

    /// <returns>Null for any other condition.</returns>
    public static LeadingKeysCondition? Read(string condition, string key, JsonNode? values)
    {
        if (!key.Equals("dynamodb:LeadingKeys", StringComparison.OrdinalIgnoreCase))
            return null;
        var parts = condition.Split(':');
        Quantifier? quantifier = parts switch
        {
            ["ForAllValues", _] => Quantifier.All,
            ["ForAnyValue", _] => Quantifier.Any,
            [_] => Quantifier.Only,
            _ => null,
        };
        if (quantifier is null || parts[^1] is not ("StringEquals" or "StringLike"))
            return null;
        var texts = values is JsonArray list ? list.Select(value => value?.ToString() ?? "").ToList() : [values?.ToString() ?? ""];
        // Policy variables (${…}) depend on the caller, who is not known here.
        return texts.Exists(text => text.Contains("${", StringComparison.Ordinal))
            ? null
            : new(quantifier.Value, parts[^1] == "StringLike", texts);
    }

    public bool Holds(IReadOnlyList<string> leadingKeys) => _quantifier switch
    {
        Quantifier.All => leadingKeys.All(Matches),
        Quantifier.Any => leadingKeys.Any(Matches),
        _ => leadingKeys.Count > 0 && leadingKeys.All(Matches),
    };

    private bool Matches(string key) => _values.Exists(value => _isPattern
        ? FileSystemName.MatchesSimpleExpression(value.Replace(@"\", @"\\", StringComparison.Ordinal), key, ignoreCase: false)
        : value == key);
}
