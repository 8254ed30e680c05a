using System.Globalization;
using LocalGateway.Errors;
using LocalGateway.Requests;

namespace LocalGateway.Compression;

/// <summary>
/// Decompresses a request's body. API Gateway supports the codings gzip, deflate and identity. It answers 415 to every other coding, and to
/// a body that is not in its coding (developer guide, "Call an API method with a compressed payload").
/// </summary>
/// <param name="inflation">Limits the memory of all decompressed bodies together.</param>
/// <param name="minimumSize">The API's <c>MinimumCompressionSize</c> in bytes: a smaller body is checked but stays compressed.</param>
internal sealed class RequestInflation(Inflation inflation, int? minimumSize) : IStep
{
    private const string ContentEncoding = "Content-Encoding";
    private const int MaxName = 40;

    public ValueTask<GatewayError?> RunAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        var request = exchange.Request;
        var coding = request.Headers[ContentEncoding].ToString().ToLowerInvariant();
        if (coding is "" or "identity")
            return new((GatewayError?)null);
        if (coding is not ("gzip" or "deflate"))
            return new(Unsupported($"the Content-Encoding is {Sentences.Plain(coding, MaxName)}, but only gzip, deflate and identity are supported"));
        return request.Body.IsEmpty ? new((GatewayError?)null) : InflateAsync(exchange, coding, cancellationToken);
    }

    private async ValueTask<GatewayError?> InflateAsync(Exchange exchange, string coding, CancellationToken cancellationToken)
    {
        var request = exchange.Request;
        try
        {
            if (request.Body.Length < minimumSize)
            {
                Inflation.Measure(request.Body, coding, RequestLimits.MaxPayload);
                return null;
            }

            if (await inflation.ReadAsync(request.Body, coding, RequestLimits.MaxPayload, cancellationToken) is not { } inflated)
                return new(GatewayResponseType.RequestTooLarge) { Reason = "the decompressed body is over 10 MB" };
            exchange.Set(inflated);
            exchange.Trace?.Decide(
                (coding, From: request.Body.Length, To: inflated.Body.Length),
                static sizes => string.Create(
                    CultureInfo.InvariantCulture, $"the {sizes.coding} body of {sizes.From:N0} bytes becomes {sizes.To:N0} bytes"));
            exchange.Request = request with { Body = inflated.Body, Headers = WithoutCoding(request.Headers) };
            return null;
        }
        catch (InvalidDataException)
        {
            return Unsupported($"the body does not match its Content-Encoding {coding}");
        }
    }

    private static GatewayError Unsupported(string reason) => new(GatewayResponseType.UnsupportedMediaType) { Reason = reason };

    private static HeaderList WithoutCoding(HeaderList headers)
    {
        var kept = new HeaderList();
        foreach (var (name, values) in headers)
        {
            if (!name.Equals(ContentEncoding, StringComparison.OrdinalIgnoreCase))
                kept.Add(name, values);
        }

        return kept;
    }
}
