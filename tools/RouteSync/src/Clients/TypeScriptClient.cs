using System.Text.Json.Nodes;

namespace RouteSync.Clients;

/// <summary>
/// The client in TypeScript. openapi-typescript writes the types for openapi-fetch. A table of the operations has what the types do not have
/// at run time. The hand-written layer is api.ts.
/// </summary>
internal static class TypeScriptClient
{
    private const string Generated = "// Written by `dotnet dev.cs client typescript`. Changes are lost when the command runs again.\n";

    /// <param name="templates">The folder with api.ts and the npm packages.</param>
    /// <param name="cache">The folder that keeps the installed npm packages.</param>
    public static async Task<IReadOnlyList<ClientFile>> WriteAsync(
        ClientContract contract, string templates, string cache, CancellationToken cancellationToken) =>
    [
        new("schema.ts", Generated + await SchemaAsync(contract, templates, cache, cancellationToken), IsGenerated: true),
        new("operations.ts", Generated + TableOf(contract), IsGenerated: true),
        new("api.ts", await File.ReadAllTextAsync(Path.Combine(templates, "api.ts"), cancellationToken), IsGenerated: false),
    ];

    private static async Task<string> SchemaAsync(ClientContract contract, string templates, string cache, CancellationToken cancellationToken)
    {
        var packages = await NpmPackages.InstallAsync(templates, cache, cancellationToken);
        var input = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(input, Json.Text(contract.Document), cancellationToken);
            return await NpmPackages.RunAsync(
                "node", [Path.Combine(packages, "node_modules", "openapi-typescript", "bin", "cli.js"), input], packages, cancellationToken);
        }
        finally
        {
            File.Delete(input);
        }
    }

    private static string TableOf(ClientContract contract)
    {
        var schemes = CredentialScheme.AllOf(contract).Select(scheme => (scheme.Name, (JsonNode)new JsonObject
        {
            ["header"] = scheme.Header,
            ["prefix"] = scheme.Prefix,
        }));
        var operations = contract.Operations.Select(operation => ($"{operation.Method} {operation.Path}", (JsonNode)Facts(operation)));
        return $$"""

            /** The security schemes: the header of a credential, and the text before it. */
            export const schemes = {
            {{Rows(schemes)}}
            } as const;

            export type Scheme = keyof typeof schemes;

            export interface Operation {
              credentials: readonly Scheme[];
              /** Whether the operation takes an Idempotency-Key. */
              takesKey: boolean;
              mediaType?: string;
            }

            export const operations: Record<string, Operation> = {
            {{Rows(operations)}}
            };

            """;
    }

    private static string Rows(IEnumerable<(string Name, JsonNode Value)> rows) =>
        string.Join('\n', rows.Select(row => $"  \"{row.Name}\": {row.Value.ToJsonString()},"));

    private static JsonObject Facts(Operation operation)
    {
        var facts = new JsonObject { ["credentials"] = Json.List(operation.Credentials), ["takesKey"] = operation.TakesKey };
        if (operation.MediaType is { } mediaType)
            facts["mediaType"] = mediaType;
        return facts;
    }
}
