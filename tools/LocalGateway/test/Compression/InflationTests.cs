using System.IO.Compression;
using LocalGateway.Compression;

namespace LocalGateway.Tests.Compression;

public sealed class InflationTests
{
    private const int Megabyte = 1024 * 1024;

    [Fact]
    public async Task Decompressed_bodies_wait_for_memory_while_others_hold_64_MB()
    {
        using var inflation = new Inflation();
        var content = Compressed(10 * Megabyte - 1024);
        var held = new List<InflatedBody?>();
        for (var count = 0; count < 6; count++)
            held.Add(await inflation.ReadAsync(content, "gzip", 10 * Megabyte, default));

        var next = inflation.ReadAsync(content, "gzip", 10 * Megabyte, default).AsTask();
        var isWaiting = !next.IsCompleted;
        held[0]!.Dispose();
        using var body = await next;

        Assert.True(isWaiting);
        Assert.Equal(10 * Megabyte - 1024, body!.Body.Length);
    }

    [Fact]
    public async Task A_body_over_the_limit_needs_no_memory()
    {
        using var inflation = new Inflation();
        var content = Compressed(10 * Megabyte);
        var held = new List<InflatedBody?>();
        for (var count = 0; count < 24; count++)
            held.Add(await inflation.ReadAsync(content, "gzip", 1 * Megabyte, default));

        Assert.Every(held, body => Assert.Null(body));
    }

    [Fact]
    public async Task A_request_that_ends_while_it_waits_takes_no_memory()
    {
        using var inflation = new Inflation();
        var content = Compressed(32 * Megabyte - 2048);
        using var first = await inflation.ReadAsync(content, "gzip", 64 * Megabyte, default);
        var second = await inflation.ReadAsync(content, "gzip", 64 * Megabyte, default);
        using var ended = new CancellationTokenSource();

        var third = inflation.ReadAsync(content, "gzip", 64 * Megabyte, ended.Token).AsTask();
        await ended.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => third);
        second!.Dispose();
        using var fourth = await inflation.ReadAsync(content, "gzip", 64 * Megabyte, default);

        Assert.NotNull(fourth);
    }

    private static byte[] Compressed(int length)
    {
        using var output = new MemoryStream();
        using (var stream = new GZipStream(output, CompressionLevel.Fastest))
            stream.Write(new byte[length]);
        return output.ToArray();
    }
}
