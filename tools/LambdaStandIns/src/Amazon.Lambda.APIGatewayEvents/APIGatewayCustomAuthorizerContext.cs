using System.Globalization;
using System.Runtime.Serialization;
using System.Text.Json;

namespace Amazon.Lambda.APIGatewayEvents;

/// <summary>The values that an authorizer returned about the caller. In an event, each value is a <see cref="JsonElement"/>.</summary>
[DataContract]
public class APIGatewayCustomAuthorizerContext : Dictionary<string, object>
{
    private Dictionary<string, string> _claims;

    [Obsolete("""Use ["principalId"].""")]
    public string PrincipalId
    {
        get => AuthorizerMap.Text(this, "principalId");
        set => this["principalId"] = value;
    }

    [Obsolete("""Use ["stringKey"].""")]
    public string StringKey
    {
        get => AuthorizerMap.Text(this, "stringKey");
        set => this["stringKey"] = value;
    }

    [Obsolete("""Use ["numKey"].""")]
    public int? NumKey
    {
        get => AuthorizerMap.Int32(this, "numKey");
        set => this["numKey"] = value;
    }

    [Obsolete("""Use ["boolKey"].""")]
    public bool? BoolKey
    {
        get => AuthorizerMap.Boolean(this, "boolKey");
        set => this["boolKey"] = value;
    }

    /// <summary>
    /// The claims of the token, if the authorizer is a Cognito user pool: the string members of "claims" in the map. The first get reads
    /// them from the map, and only once. Never null.
    /// </summary>
    /// <exception cref="InvalidOperationException">"claims" is JSON but not an object.</exception>
    public Dictionary<string, string> Claims
    {
        get => _claims ??= TextMembersOf("claims");
        set => _claims = value;
    }

    private Dictionary<string, string> TextMembersOf(string key)
    {
        Dictionary<string, string> members = [];
        if (TryGetValue(key, out var value) && value is JsonElement json)
        {
            foreach (var member in json.EnumerateObject().Where(member => member.Value.ValueKind == JsonValueKind.String))
            {
                members[member.Name] = member.Value.GetString();
            }
        }

        return members;
    }
}

/// <summary>The values that a Lambda authorizer passes to the integration.</summary>
[DataContract]
public class APIGatewayCustomAuthorizerContextOutput : Dictionary<string, object>
{
    [Obsolete("""Use ["stringKey"].""")]
    public string StringKey
    {
        get => AuthorizerMap.Text(this, "stringKey");
        set => this["stringKey"] = value;
    }

    [Obsolete("""Use ["numKey"].""")]
    public int? NumKey
    {
        get => AuthorizerMap.Int32(this, "numKey");
        set => this["numKey"] = value;
    }

    [Obsolete("""Use ["boolKey"].""")]
    public bool? BoolKey
    {
        get => AuthorizerMap.Boolean(this, "boolKey");
        set => this["boolKey"] = value;
    }
}

internal static class AuthorizerMap
{
    public static string Text(Dictionary<string, object> map, string key) =>
        map.TryGetValue(key, out var value) ? value.ToString() : null;

    public static int? Int32(Dictionary<string, object> map, string key) =>
        map.TryGetValue(key, out var value) && int.TryParse(value?.ToString(), CultureInfo.CurrentCulture, out var number) ? number : null;

    public static bool? Boolean(Dictionary<string, object> map, string key) =>
        map.TryGetValue(key, out var value) && bool.TryParse(value?.ToString(), out var flag) ? flag : null;
}
