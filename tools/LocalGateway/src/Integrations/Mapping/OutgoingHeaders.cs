using LocalGateway.Requests;

namespace LocalGateway.Integrations.Mapping;

/// <summary>The headers of an integration request. Mapped headers replace the ones that API Gateway adds.</summary>
internal sealed class OutgoingHeaders(string apiId)
{
    private const string Json = "application/json";

    // The three of ForAws, those of a signed call, and some mapped ones.
    private const int Usual = 12;

    private readonly string _userAgent = $"AmazonAPIGateway_{apiId}";

    public HeaderList ForAws(Exchange exchange, HeaderList mapped)
    {
        var headers = new HeaderList(Usual);
        headers.Add("Accept", Json);
        headers.Add("User-Agent", _userAgent);
        headers.Add("Content-Type", exchange.Request.Headers["Content-Type"] is { Count: > 0 } contentType ? contentType : Json);
        Set(headers, mapped);
        headers.Set(TraceHeader.Name, exchange.TraceId);
        return headers;
    }

    public HeaderList ForHttp(Exchange exchange, HeaderList mapped)
    {
        var headers = ForAws(exchange, mapped);
        headers.Set("X-Amzn-Apigateway-Api-Id", apiId);
        return WithoutDropped(headers, IntegrationKind.Http);
    }

    public HeaderList ForHttpProxy(Exchange exchange, HeaderList mapped)
    {
        var headers = new HeaderList();
        headers.Add("Accept", Json);
        headers.Add("User-Agent", _userAgent);
        foreach (var (name, values) in exchange.Request.Headers)
        {
            // The backend has its own host name.
            if (!name.Equals("Host", StringComparison.OrdinalIgnoreCase))
                headers.Set(name, values);
        }

        Set(headers, mapped);
        headers.Set("X-Amzn-Apigateway-Api-Id", apiId);
        return WithoutDropped(headers, IntegrationKind.HttpProxy);
    }

    private static void Set(HeaderList headers, HeaderList mapped)
    {
        foreach (var (name, values) in mapped)
            headers.Set(name, values);
    }

    private static HeaderList WithoutDropped(HeaderList headers, IntegrationKind kind)
    {
        var kept = new HeaderList();
        foreach (var (name, values) in headers)
        {
            if (!RequestHeaderRules.IsDropped(name, kind))
                kept.Add(name, values);
        }

        return kept;
    }
}
