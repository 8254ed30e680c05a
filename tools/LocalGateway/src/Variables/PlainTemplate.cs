using System.Text;
using System.Text.RegularExpressions;

namespace LocalGateway.Variables;

/// <summary>
/// The template language of gateway responses and access logs. References are replaced; everything else is text. There are no directives,
/// no <c>$input</c> and no <c>$util</c> (Amazon API Gateway: "Gateway response templates").
/// </summary>
internal sealed partial class PlainTemplate
{
    private readonly List<(string Text, bool IsReference)> _parts = [];

    public PlainTemplate(string template)
    {
        var end = 0;
        foreach (Match reference in Reference().Matches(template))
        {
            _parts.Add((template[end..reference.Index], false));
            _parts.Add((reference.Value[1..], true));
            end = reference.Index + reference.Length;
        }

        _parts.Add((template[end..], false));
    }

    /// <param name="resolve">The value of a reference without its dollar; an unknown one renders as nothing.</param>
    public string Render(Func<string, string?> resolve)
    {
        var text = new StringBuilder();
        foreach (var (part, isReference) in _parts)
            text.Append(isReference ? resolve(part) : part);
        return text.ToString();
    }

    [GeneratedRegex(@"\$(?:context|stageVariables|method\.request\.(?:header|querystring|path))(?:\.[A-Za-z0-9_:-]+)+")]
    private static partial Regex Reference();
}
