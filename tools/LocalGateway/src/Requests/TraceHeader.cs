using System.Globalization;

namespace LocalGateway.Requests;

/// <summary>The <c>X-Amzn-Trace-Id</c> of a request (AWS X-Ray: tracing header).</summary>
internal static class TraceHeader
{
    public const string Name = "X-Amzn-Trace-Id";

    /// <summary>Keeps the client's root, parent and sampling decision, and creates the missing ones.</summary>
    public static string Continue(string? incoming, DateTimeOffset now)
    {
        string? root = null, parent = null, sampled = null;
        foreach (var field in (incoming ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (field.StartsWith("Root=", StringComparison.OrdinalIgnoreCase))
                root = field[5..];
            else if (field.StartsWith("Parent=", StringComparison.OrdinalIgnoreCase))
                parent = field[7..];
            else if (field.StartsWith("Sampled=", StringComparison.OrdinalIgnoreCase))
                sampled = field[8..];
        }

        Span<char> random = stackalloc char[24 + 16];
        RandomId.Hex(random);
        root ??= string.Create(CultureInfo.InvariantCulture, $"1-{now.ToUnixTimeSeconds():x8}-{random[..24]}");
        return $"Root={root};Parent={(parent is null ? random[24..] : parent)};Sampled={sampled ?? "0"}";
    }
}
