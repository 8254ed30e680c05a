using System.Text.RegularExpressions;
using LocalGateway.Model;
using LocalHost;

namespace LambdaCrud.IntegrationTests.SamLocal;

/// <summary>The two lists of routes in docs/sam-local.md.</summary>
internal static partial class SamLocalDoc
{
    public static string File => Path.Combine(Repository.Root, "docs", "sam-local.md");

    /// <summary>The text of the page with the routes of the API.</summary>
    public static string With(string text, RestApi api, IEnumerable<string> functions)
    {
        var direct = SamLocalRoutes.Direct(api).Select(route => $"- `{route}`");
        var rows = functions.Select(function => SamLocalRoutes.Of(api, function))
            .Select(route => $"| `{route.Function}` | `{route.Route}` | {route.StatusUnderStartApi} |");
        return FunctionRows().Replace(DirectRoutes().Replace(text, Lines(direct), count: 1), Lines(rows), count: 1);
    }

    private static string Lines(IEnumerable<string> lines) => string.Concat(Assert.Some(lines).Select(line => $"{line}\n"));

    [GeneratedRegex(@"(^- `[A-Z]+ /\S*`\n)+", RegexOptions.Multiline)]
    private static partial Regex DirectRoutes();

    [GeneratedRegex(@"(^\| `\w+` \| `[A-Z]+ /\S*` \| \d+ \|\n)+", RegexOptions.Multiline)]
    private static partial Regex FunctionRows();
}
