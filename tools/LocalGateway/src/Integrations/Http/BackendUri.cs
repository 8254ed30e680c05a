using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using LocalGateway.Model;
using Microsoft.Extensions.Primitives;

namespace LocalGateway.Integrations.Http;

/// <summary>
/// The URI of an HTTP backend. Path parameters of the integration request replace its <c>{variables}</c>; a variable without a parameter
/// stays unchanged. Only servers on this machine are called.
/// </summary>
internal sealed partial class BackendUri
{
    // RFC 3986, 3.3 and 3.4. The percent sign stays: path parameters are not decoded.
    private const string AllowedInPath = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,;=:@/%";

    private readonly string _origin;
    private readonly string _path;
    private readonly string _query;

    /// <exception cref="GatewayException">The text is not an HTTP URI, or the URI points to another machine.</exception>
    public BackendUri(MethodName method, string uri)
    {
        if (HttpBackend.Refusal(uri) is { } reason)
            throw new GatewayException($"{method}: {reason}.");
        _origin = new Uri(uri).GetLeftPart(UriPartial.Authority);
        var rest = uri[(uri.IndexOf("://", StringComparison.Ordinal) + 3)..];
        rest = rest.IndexOfAny(['/', '?', '#']) is var start and >= 0 ? rest[start..] : "";
        rest = rest.Split('#')[0];
        var mark = rest.IndexOf('?', StringComparison.Ordinal);
        (_path, _query) = mark < 0 ? (rest, "") : (rest[..mark], rest[(mark + 1)..]);
    }

    public Uri Resolve(IReadOnlyDictionary<string, string> pathParameters, IEnumerable<KeyValuePair<string, StringValues>> queryString)
    {
        var target = new StringBuilder(_origin);
        if (!_path.StartsWith('/'))
            target.Append('/');
        AppendEscaped(target, Filled(_path));
        var separator = '?';
        if (_query.Length > 0)
        {
            target.Append(separator);
            AppendEscaped(target, Filled(_query));
            separator = '&';
        }

        foreach (var (name, values) in queryString)
        {
            foreach (var value in values)
            {
                target.Append(separator).Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value ?? ""));
                separator = '&';
            }
        }

        return new(target.ToString(), new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });

        string Filled(string text) =>
            Variable().Replace(text, match => pathParameters.GetValueOrDefault(match.Groups["name"].Value, match.Value));
    }

    private static void AppendEscaped(StringBuilder target, string text)
    {
        Span<byte> bytes = stackalloc byte[4];
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.IsAscii && AllowedInPath.Contains((char)rune.Value, StringComparison.Ordinal))
            {
                target.Append((char)rune.Value);
                continue;
            }

            foreach (var octet in bytes[..rune.EncodeToUtf8(bytes)])
                target.Append(CultureInfo.InvariantCulture, $"%{octet:X2}");
        }
    }

    [GeneratedRegex(@"\{(?<name>[^{}/?#]+)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Variable();
}
