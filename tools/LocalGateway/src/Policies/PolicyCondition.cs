using System.Globalization;
using System.IO.Enumeration;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LocalGateway.Policies;

/// <summary>
/// One condition of a policy: an operator, a key of the request and values (IAM user guide, "IAM JSON policy elements: Condition
/// operators"). One matching value is enough. For a negated operator, no value may match.
/// </summary>
internal sealed class PolicyCondition
{
    private delegate bool Comparison(string actual, string wanted);

    private static readonly Dictionary<string, (Comparison Matches, bool IsNegated)> Operators = new(StringComparer.OrdinalIgnoreCase)
    {
        ["StringEquals"] = (Equal, false),
        ["StringNotEquals"] = (Equal, true),
        ["StringEqualsIgnoreCase"] = (EqualIgnoringCase, false),
        ["StringNotEqualsIgnoreCase"] = (EqualIgnoringCase, true),
        ["StringLike"] = (Like, false),
        ["StringNotLike"] = (Like, true),
        ["ArnEquals"] = (Like, false),
        ["ArnLike"] = (Like, false),
        ["ArnNotEquals"] = (Like, true),
        ["ArnNotLike"] = (Like, true),
        ["Bool"] = (EqualIgnoringCase, false),
        ["IpAddress"] = (IsInRange, false),
        ["NotIpAddress"] = (IsInRange, true),
        ["NumericEquals"] = (Numbers(difference => difference == 0), false),
        ["NumericNotEquals"] = (Numbers(difference => difference == 0), true),
        ["NumericLessThan"] = (Numbers(difference => difference < 0), false),
        ["NumericLessThanEquals"] = (Numbers(difference => difference <= 0), false),
        ["NumericGreaterThan"] = (Numbers(difference => difference > 0), false),
        ["NumericGreaterThanEquals"] = (Numbers(difference => difference >= 0), false),
        ["DateEquals"] = (Times(difference => difference == 0), false),
        ["DateNotEquals"] = (Times(difference => difference == 0), true),
        ["DateLessThan"] = (Times(difference => difference < 0), false),
        ["DateLessThanEquals"] = (Times(difference => difference <= 0), false),
        ["DateGreaterThan"] = (Times(difference => difference > 0), false),
        ["DateGreaterThanEquals"] = (Times(difference => difference >= 0), false),
    };

    private readonly string _key;
    private readonly IReadOnlyList<string> _values;
    private readonly Comparison? _matches;
    private readonly bool _isNegated;
    private readonly bool _holdsIfAbsent;

    private PolicyCondition(string key, IReadOnlyList<string> values, Comparison? matches, bool isNegated, bool holdsIfAbsent) =>
        (_key, _values, _matches, _isNegated, _holdsIfAbsent) = (key, values, matches, isNegated, holdsIfAbsent);

    /// <summary>Reads the conditions of a statement.</summary>
    /// <param name="condition">Keys and values by operator; null without conditions.</param>
    /// <returns>The conditions, or why one of them cannot be evaluated.</returns>
    public static (IReadOnlyList<PolicyCondition> Conditions, string? Problem) ReadAll(JsonObject? condition)
    {
        var conditions = new List<PolicyCondition>();
        foreach (var (name, keys) in condition ?? [])
        {
            if (keys is not JsonObject map)
                return ([], $"{name} must be an object");
            foreach (var (key, node) in map)
            {
                if (Values(node) is not { } values)
                    return ([], $"the value of {key} must be a text or a list of texts");
                if (values.Any(value => value.Contains("${", StringComparison.Ordinal)))
                    return ([], $"the value of {key} has a policy variable, which is not supported");
                if (Read(name, key, values) is not { } read)
                    return ([], $"the operator {name} is not supported");
                conditions.Add(read);
            }
        }

        return (conditions, null);
    }

    /// <summary>Whether the condition holds for a request.</summary>
    /// <param name="valueOf">The value of a key in lower case; null if the request does not have the key.</param>
    public bool Holds(Func<string, string?> valueOf)
    {
        var actual = valueOf(_key);
        if (_matches is null)
            return _values.Any(value => bool.TryParse(value, out var isAbsent) && isAbsent == actual is null);
        return actual is null ? _holdsIfAbsent : _values.Any(wanted => _matches(actual, wanted)) != _isNegated;
    }

    // Every key of a request has at most one value. So the set operators differ only if the key is absent.
    private static PolicyCondition? Read(string name, string key, IReadOnlyList<string> values)
    {
        bool? ifAbsent = null;
        if (name.Split(':') is [var set, var plain])
        {
            ifAbsent = set.ToUpperInvariant() switch
            {
                "FORALLVALUES" => true,
                "FORANYVALUE" => false,
                _ => null,
            };
            if (ifAbsent is null)
                return null;
            name = plain;
        }

        if (name.EndsWith("IfExists", StringComparison.OrdinalIgnoreCase))
            (name, ifAbsent) = (name[..^"IfExists".Length], true);
        var lower = key.ToLowerInvariant();
        if (name.Equals("Null", StringComparison.OrdinalIgnoreCase))
            return new(lower, values, null, false, false);
        return Operators.TryGetValue(name, out var found)
            ? new(lower, values, found.Matches, found.IsNegated, ifAbsent ?? found.IsNegated)
            : null;
    }

    private static List<string>? Values(JsonNode? node)
    {
        var values = (node is JsonArray list ? list.AsEnumerable() : [node]).Select(Text).ToList();
        return values.Contains(null) ? null : [.. values.OfType<string>()];
    }

    private static string? Text(JsonNode? node) => node?.GetValueKind() switch
    {
        JsonValueKind.String => node.GetValue<string>(),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => node.ToJsonString(),
        _ => null,
    };

    private static bool Equal(string actual, string wanted) => actual == wanted;

    private static bool EqualIgnoringCase(string actual, string wanted) => actual.Equals(wanted, StringComparison.OrdinalIgnoreCase);

    // A backslash has no special meaning in a policy.
    private static bool Like(string actual, string wanted) =>
        FileSystemName.MatchesSimpleExpression(wanted.Replace(@"\", @"\\", StringComparison.Ordinal), actual, ignoreCase: false);

    private static bool IsInRange(string actual, string wanted)
    {
        if (!IPAddress.TryParse(actual, out var address))
            return false;
        if (IPAddress.TryParse(wanted, out var single))
            return single.Equals(address);
        // Policies often name an address within the range, not its first one.
        return wanted.Split('/') is [var start, var bits]
            && IPAddress.TryParse(start, out var within)
            && int.TryParse(bits, NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            && within.AddressFamily == address.AddressFamily
            && SharesBits(within.GetAddressBytes(), address.GetAddressBytes(), length);
    }

    private static bool SharesBits(byte[] one, byte[] other, int count)
    {
        for (var bit = 0; bit < count; bit++)
        {
            if (bit / 8 >= one.Length || ((one[bit / 8] ^ other[bit / 8]) & (0x80 >> (bit % 8))) != 0)
                return false;
        }

        return true;
    }

    private static Comparison Numbers(Func<int, bool> holds) => (actual, wanted) =>
        Number(actual) is { } one && Number(wanted) is { } other && holds(one.CompareTo(other));

    private static Comparison Times(Func<int, bool> holds) => (actual, wanted) =>
        Time(actual) is { } one && Time(wanted) is { } other && holds(one.CompareTo(other));

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    // ISO 8601, or seconds since 1970.
    private static DateTimeOffset? Time(string text)
    {
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            return DateTimeOffset.UnixEpoch.AddSeconds(seconds);
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
    }
}
