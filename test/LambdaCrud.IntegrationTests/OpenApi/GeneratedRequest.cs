using System.Text;

namespace LambdaCrud.IntegrationTests.OpenApi;

/// <summary>A request that is made from the contract.</summary>
internal sealed record GeneratedRequest
{
    public required string Method { get; init; }

    /// <summary>Undecoded, such as <c>/notes/1</c>.</summary>
    public required string Path { get; init; }

    /// <summary>Undecoded, with the question mark; empty for no query.</summary>
    public required string Query { get; init; }

    public required IReadOnlyList<HeaderLine> Headers { get; init; }

    /// <summary>Null for no such header.</summary>
    public string? MediaType { get; init; }

    /// <summary>Null for no body.</summary>
    public byte[]? Body { get; init; }

    public required Caller Caller { get; init; }

    public HttpRequestMessage Message(Uri root)
    {
        var target = new Uri(
            $"{root.GetLeftPart(UriPartial.Authority)}{Path}{Query}",
            new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        var message = new HttpRequestMessage(new HttpMethod(Method), target);
        foreach (var header in Headers)
            message.Headers.TryAddWithoutValidation(header.Name, header.Value);
        if (Body is not null)
            message.Content = new ByteArrayContent(Body);
        if (MediaType is not null)
            (message.Content ??= new ByteArrayContent([])).Headers.TryAddWithoutValidation("Content-Type", MediaType);
        return message;
    }

    public override string ToString() =>
        $"{Method} {Path}{Query} by {Caller}\n{string.Concat(Headers.Select(header => $"{header.Name}: {header.Value}\n"))}"
        + $"Content-Type: {MediaType}\n\n{(Body is null ? "" : Short(Encoding.UTF8.GetString(Body)))}";

    private static string Short(string text) => text.Length <= 2_000 ? text : $"{text[..2_000]}… ({text.Length} characters)";
}

/// <summary>Who sends a generated request.</summary>
internal enum Caller
{
    Nobody,
    User,

    /// <summary>A user of all groups.</summary>
    Admin,

    /// <summary>A client with a token or a key that nobody has issued.</summary>
    Forger,

    /// <summary>A client with an API key.</summary>
    KeyHolder,
}
