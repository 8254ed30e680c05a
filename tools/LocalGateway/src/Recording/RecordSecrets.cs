using LocalGateway.Requests;

namespace LocalGateway.Recording;

/// <summary>Masks the secrets of one request in all that its record shows.</summary>
internal sealed class RecordSecrets
{
    // A shorter value can be part of any text. Masking it everywhere would make the record unreadable.
    private const int MinLength = 6;

    private readonly SecretNames _names;
    private readonly SecretText _text;

    public RecordSecrets(SecretNames names, GatewayRequest request, Reply reply)
    {
        _names = names;
        _text = new([.. ValuesOf(request, reply).Where(value => value.Length >= MinLength).Distinct().OrderByDescending(value => value.Length)]);
    }

    public string Text(string text) => _text.Of(text);

    public IReadOnlyList<RecordedHeader> Headers(HeaderList headers)
    {
        var masked = new List<RecordedHeader>();
        foreach (var (name, values) in headers)
        {
            foreach (var value in values)
                masked.Add(new(name, _names.IsHeader(name) ? SecretText.Mask : Text(value ?? "")));
        }

        return masked;
    }

    /// <param name="query">Raw, without the question mark.</param>
    public string Query(string query) => Text(string.Join('&', query.Split('&').Select(parameter =>
        parameter.IndexOf('=', StringComparison.Ordinal) is var equals and > 0 && _names.IsQueryParameter(parameter[..equals])
            ? $"{parameter[..equals]}={SecretText.Mask}"
            : parameter)));

    private IEnumerable<string> ValuesOf(GatewayRequest request, Reply reply)
    {
        foreach (var headers in (HeaderList[])[request.Headers, reply.Headers])
        {
            foreach (var (name, values) in headers)
            {
                foreach (var value in _names.IsHeader(name) ? values : [])
                {
                    yield return value ?? "";
                    // The scheme before a token, and the attributes of a cookie, are not secrets.
                    foreach (var part in (value ?? "").Split([' ', ';', ','], StringSplitOptions.RemoveEmptyEntries).Where(IsLong))
                        yield return part[(part.IndexOf('=', StringComparison.Ordinal) + 1)..];
                }
            }
        }

        foreach (var parameter in request.QueryParameters.Where(parameter => _names.IsQueryParameter(parameter.Key)))
        {
            foreach (var value in parameter.Value)
                yield return value;
        }
    }

    private static bool IsLong(string part) => part.Length >= 12;
}
