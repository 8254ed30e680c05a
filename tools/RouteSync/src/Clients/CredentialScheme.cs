using System.Text.Json.Nodes;

namespace RouteSync.Clients;

/// <summary>How a client sends a credential: in a header, after a prefix.</summary>
internal sealed record CredentialScheme(string Name, string Header, string Prefix)
{
    /// <exception cref="RouteSyncException">The credential is not sent in a header.</exception>
    public static IReadOnlyList<CredentialScheme> AllOf(ClientContract contract) =>
    [
        .. from scheme in contract.Document["components"]!["securitySchemes"] as JsonObject ?? []
           select scheme.Value! switch
           {
               { } key when (string?)key["type"] == "apiKey" && (string?)key["in"] == "header" =>
                   new CredentialScheme(scheme.Key, (string)key["name"]!, ""),
               { } http when (string?)http["type"] == "http" && (string?)http["scheme"] == "bearer" =>
                   new CredentialScheme(scheme.Key, "Authorization", "Bearer "),
               _ => throw new RouteSyncException($"No client can be made with the security scheme {scheme.Key}: its credential is not a bearer token and not a header."),
           },
    ];
}
