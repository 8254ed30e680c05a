using System.Net;

namespace LocalGateway.Requests;

/// <summary>The decoded parameters of a query, in order; names are case-sensitive.</summary>
internal static class QueryParameters
{
    // A semicolon separates parameters too (Amazon API Gateway important notes: it "results in the data being split").
    private static readonly char[] Separators = ['&', ';'];

    /// <param name="query">Raw, without the question mark.</param>
    public static IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>> Parse(ReadOnlySpan<char> query)
    {
        if (query.IsEmpty)
            return [];
        var parameters = new List<KeyValuePair<string, IReadOnlyList<string>>>();
        foreach (var range in query.SplitAny(Separators))
        {
            var parameter = query[range];
            if (parameter.IsEmpty)
                continue;
            var equals = parameter.IndexOf('=');
            var name = Decode(equals < 0 ? parameter : parameter[..equals]);
            var value = equals < 0 ? "" : Decode(parameter[(equals + 1)..]);
            var known = parameters.FindIndex(other => other.Key == name);
            if (known < 0)
                parameters.Add(new(name, new List<string> { value }));
            else
                ((List<string>)parameters[known].Value).Add(value);
        }

        return parameters;
    }

    private static string Decode(ReadOnlySpan<char> text) =>
        text.IndexOfAny('%', '+') < 0 ? text.ToString() : WebUtility.UrlDecode(text.ToString());
}
