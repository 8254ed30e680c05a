using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using LocalGateway.Requests;

namespace LocalGateway.Integrations.DynamoDb;

/// <summary>
/// AWS Signature Version 4 of a request without query parameters (AWS General Reference, "Signing AWS API requests"). A service on this
/// machine checks only the form of the signature, but requires a correct form.
/// </summary>
internal sealed class RequestSigner(AwsCredentials credentials, string region, string service)
{
    private const string Algorithm = "AWS4-HMAC-SHA256";
    private const int HashDigits = 2 * SHA256.HashSizeInBytes;

    // In characters. The usual request to DynamoDB is shorter, and signing it needs no memory on the heap.
    private const int UsualLength = 512;

    // Other threads may replace them. Each is right for its own time or list.
    private Moment? _moment;
    private SignedNames? _names;

    /// <summary>
    /// Adds <c>X-Amz-Date</c> and <c>Authorization</c>. Signs host, date, body, and the headers that <paramref name="signed"/> names.
    /// </summary>
    public void Sign(
        HeaderList headers, string httpMethod, Uri uri, ReadOnlySpan<byte> body, IReadOnlyList<string> signed, DateTimeOffset now)
    {
        var (_, time, day) = MomentOf(now);
        var (_, sorted, names) = NamesOf(signed);
        headers.Set("X-Amz-Date", time);

        Span<char> digits = stackalloc char[HashDigits];
        var text = new DefaultInterpolatedStringHandler(0, 0, CultureInfo.InvariantCulture, stackalloc char[UsualLength]);
        text.AppendLiteral(httpMethod);
        text.AppendLiteral("\n");
        text.AppendLiteral(uri.AbsolutePath);
        text.AppendLiteral("\n\n");
        foreach (var name in sorted)
        {
            text.AppendLiteral(name);
            text.AppendLiteral(":");
            text.AppendLiteral(name == "host" ? uri.Authority : headers[name].ToString().Trim());
            text.AppendLiteral("\n");
        }

        text.AppendLiteral("\n");
        text.AppendLiteral(names);
        text.AppendLiteral("\n");
        text.AppendFormatted(Hash(body, digits));
        var canonical = Hash(text.Text, digits);
        text.Clear();

        var toSign = Encoding.UTF8.GetBytes($"{Algorithm}\n{time}\n{day.Scope}\n{canonical}");
        Span<byte> signature = stackalloc byte[SHA256.HashSizeInBytes];
        HMACSHA256.HashData(day.Key, toSign, signature);
        headers.Set(
            "Authorization",
            $"{Algorithm} Credential={credentials.AccessKeyId}/{day.Scope}, SignedHeaders={names}, Signature={Hex(signature, digits)}");
    }

    private Moment MomentOf(DateTimeOffset now)
    {
        var second = now.ToUnixTimeSeconds();
        var moment = _moment;
        if (moment?.Second != second)
        {
            var time = now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
            var scope = $"{time[..8]}/{region}/{service}/aws4_request";
            _moment = moment = new(second, time, moment?.Day.Scope == scope ? moment.Day : new(scope, KeyOf(time[..8])));
        }

        return moment;
    }

    private SignedNames NamesOf(IReadOnlyList<string> signed)
    {
        var names = _names;
        if (names?.Signed != signed)
        {
            string[] sorted = ["host", "x-amz-date", .. signed.Select(static name => name.ToLowerInvariant())];
            Array.Sort(sorted, StringComparer.Ordinal);
            _names = names = new(signed, sorted, string.Join(';', sorted));
        }

        return names;
    }

    private byte[] KeyOf(string date) =>
        Hmac(Hmac(Hmac(Hmac(Encoding.UTF8.GetBytes("AWS4" + credentials.SecretAccessKey), date), region), service), "aws4_request");

    private static byte[] Hmac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

    private static ReadOnlySpan<char> Hash(scoped ReadOnlySpan<char> text, Span<char> digits)
    {
        var size = Encoding.UTF8.GetMaxByteCount(Math.Max(text.Length, UsualLength));
        Span<byte> content = text.Length <= UsualLength ? stackalloc byte[size] : new byte[size];
        return Hash(content[..Encoding.UTF8.GetBytes(text, content)], digits);
    }

    /// <returns>The digits.</returns>
    private static ReadOnlySpan<char> Hash(scoped ReadOnlySpan<byte> content, Span<char> digits)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(content, hash);
        return Hex(hash, digits);
    }

    private static ReadOnlySpan<char> Hex(scoped ReadOnlySpan<byte> hash, Span<char> digits)
    {
        Convert.TryToHexStringLower(hash, digits, out _);
        return digits;
    }

    /// <summary>What all signatures of one second have in common.</summary>
    private sealed record Moment(long Second, string Time, Day Day);

    /// <summary>The scope and the key of the signatures of one day. They depend on nothing else that can change.</summary>
    private sealed record Day(string Scope, byte[] Key);

    /// <param name="Signed">The list that the caller gave.</param>
    /// <param name="Sorted">In lower case, with the names that are always signed.</param>
    /// <param name="Joined">The same in one text.</param>
    private sealed record SignedNames(IReadOnlyList<string> Signed, string[] Sorted, string Joined);
}
