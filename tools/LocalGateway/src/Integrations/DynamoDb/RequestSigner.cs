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

    /// <summary>
    /// Adds <c>X-Amz-Date</c> and <c>Authorization</c>. Signs host, date, body, and the headers that <paramref name="signed"/> names.
    /// </summary>
    public void Sign(
        HeaderList headers, string httpMethod, Uri uri, ReadOnlySpan<byte> body, IReadOnlyList<string> signed, DateTimeOffset now)
    {
        var time = now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        headers.Set("X-Amz-Date", time);
        var fields = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["host"] = uri.Authority, ["x-amz-date"] = time };
        foreach (var name in signed)
            fields[name.ToLowerInvariant()] = headers[name].ToString().Trim();

        var names = string.Join(';', fields.Keys);
        var canonicalHeaders = string.Concat(fields.Select(field => $"{field.Key}:{field.Value}\n"));
        var canonical = $"{httpMethod}\n{uri.AbsolutePath}\n\n{canonicalHeaders}\n{names}\n{Hex(SHA256.HashData(body))}";
        var scope = $"{time[..8]}/{region}/{service}/aws4_request";
        var text = $"{Algorithm}\n{time}\n{scope}\n{Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
        var signature = Hex(Hmac(Key(time[..8]), text));
        var credential = $"{credentials.AccessKeyId}/{scope}";
        headers.Set("Authorization", $"{Algorithm} Credential={credential}, SignedHeaders={names}, Signature={signature}");
    }

    private byte[] Key(string date) =>
        Hmac(Hmac(Hmac(Hmac(Encoding.UTF8.GetBytes("AWS4" + credentials.SecretAccessKey), date), region), service), "aws4_request");

    private static byte[] Hmac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
