using LocalGateway.Model;
using LocalGateway.Template.Resolving;

namespace LocalGateway.Template.Resources;

/// <summary>The properties of <c>AWS::Cognito::UserPoolClient</c> that decide how users sign in.</summary>
internal static class AppClientReader
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    public static AppClient Read(Section section, Resource resource, LocalIdentity identity)
    {
        var client = new AppClient { ClientId = identity.Ref(resource.Type, resource.LogicalId, resource.LogicalId) };
        var isAllowed = section.Flag("AllowedOAuthFlowsUserPoolClient") ?? false;
        var (flows, scopes) = (section.Strings("AllowedOAuthFlows"), section.Strings("AllowedOAuthScopes"));
        var units = section.Object("TokenValidityUnits");
        client = client with
        {
            Secret = section.Flag("GenerateSecret") is true
                ? identity.Attribute(resource.Type, resource.LogicalId, resource.LogicalId, "ClientSecret")
                : null,
            OAuthFlows = isAllowed ? flows : [],
            OAuthScopes = isAllowed ? scopes : [],
            CallbackUrls = section.Strings("CallbackURLs"),
            LogoutUrls = section.Strings("LogoutURLs"),
            DefaultRedirectUrl = section.Text("DefaultRedirectURI"),
            AuthFlows = section.Strings("ExplicitAuthFlows") is { Count: > 0 } given ? [.. given.Select(Flow)] : client.AuthFlows,
            IdTokenLifetime = Lifetime("IdToken", "hours", TimeSpan.FromMinutes(5), Day) ?? client.IdTokenLifetime,
            AccessTokenLifetime = Lifetime("AccessToken", "hours", TimeSpan.FromMinutes(5), Day) ?? client.AccessTokenLifetime,
            RefreshTokenLifetime = Lifetime("RefreshToken", "days", TimeSpan.FromHours(1), 3650 * Day) ?? client.RefreshTokenLifetime,
        };
        units?.Close();
        return client;

        TimeSpan? Lifetime(string token, string defaultUnit, TimeSpan minimum, TimeSpan maximum)
        {
            var unit = units?.Text(token) ?? defaultUnit;
            var member = $"{token}Validity";
            // Cognito takes 0 for its default.
            if (section.Integer(member, 0) is not { } number || number == 0)
                return null;
            TimeSpan? lifetime = unit switch
            {
                "seconds" => TimeSpan.FromSeconds(number),
                "minutes" => TimeSpan.FromMinutes(number),
                "hours" => TimeSpan.FromHours(number),
                "days" => TimeSpan.FromDays(number),
                _ => null,
            };
            if (lifetime is null)
                units!.Wrong(token, $"must be seconds, minutes, hours or days, not '{unit}'");
            else if (lifetime < minimum || lifetime > maximum)
                section.Wrong(member, $"{number} {unit} is not between {Words(minimum)} and {Words(maximum)}");
            else
                return lifetime;
            return null;
        }
    }

    // Older templates name the flows without ALLOW_.
    private static string Flow(string name) => name.StartsWith("ALLOW_", StringComparison.Ordinal) ? name["ALLOW_".Length..] : name;

    private static string Words(TimeSpan time) => time switch
    {
        { TotalDays: >= 2 } => $"{time.TotalDays:0} days",
        { TotalDays: 1 } => "1 day",
        { TotalHours: >= 1 } => $"{time.TotalHours:0} hour",
        _ => $"{time.TotalMinutes:0} minutes",
    };
}
