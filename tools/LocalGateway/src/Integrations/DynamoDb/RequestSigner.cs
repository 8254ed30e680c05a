using System.Buffers;
using System.Globalization;
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

    private DayKey? _key;

    /// <summary>
    /// Adds <c>X-Amz-Date</c> and <c>Authorization</c>. Signs host, date, body, and the headers that <paramref name="signed"/> names.
    /// </summary>
    public void Sign(
        HeaderList headers, string httpMethod, Uri uri, ReadOnlySpan<byte> body, IReadOnlyList<string> signed, DateTimeOffset now)
    {
        var time = now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        headers.Set("X-Amz-Date", time);
        List<(string Name, string Value)> fields = [("host", uri.Authority), ("x-amz-date", time)];
        foreach (var name in signed)
            fields.Add((name.ToLowerInvariant(), headers[name].ToString().Trim()));
        fields.Sort(static (one, other) => string.CompareOrdinal(one.Name, other.Name));

        var names = string.Join(';', fields.Select(static field => field.Name));
        var text = new ArrayBufferWriter<byte>(1024);
        Write(text, httpMethod, "\n", uri.AbsolutePath, "\n\n");
        foreach (var (name, value) in fields)
            Write(text, name, ":", value, "\n");
        Write(text, "\n", names, "\n", Hash(body));
        var canonical = Hash(text.WrittenSpan);

        var date = time[..8];
        var scope = $"{date}/{region}/{service}/aws4_request";
        text.ResetWrittenCount();
        Write(text, Algorithm, "\n", time, "\n", scope, "\n", canonical);
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(KeyOf(date), text.WrittenSpan));
        headers.Set(
            "Authorization",
            $"{Algorithm} Credential={credentials.AccessKeyId}/{scope}, SignedHeaders={names}, Signature={signature}");
    }

    private byte[] KeyOf(string date)
    {
        // Another thread may replace it. Each key is right for its own day.
        var key = _key;
        if (key?.Date != date)
            _key = key = new(date, Derive(date));
        return key.Value;
    }

    private byte[] Derive(string date) =>
        Hmac(Hmac(Hmac(Hmac(Encoding.UTF8.GetBytes("AWS4" + credentials.SecretAccessKey), date), region), service), "aws4_request");

    private static byte[] Hmac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

    private static void Write(ArrayBufferWriter<byte> output, params ReadOnlySpan<string> parts)
    {
        foreach (var part in parts)
            Encoding.UTF8.GetBytes(part, output);
    }

    private static string Hash(ReadOnlySpan<byte> content)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(content, hash);
        return Convert.ToHexStringLower(hash);
    }

    /// <summary>A key for the signatures of one day. It depends on nothing else that can change.</summary>
    private sealed record DayKey(string Date, byte[] Value);
}
