using LocalGateway.Model;
using LocalGateway.Recording;
using LocalGateway.Tests.Support;

namespace LocalGateway.Tests.Recording;

public sealed class RequestRecorderTests
{
    private static readonly TestApi Api = new() { Methods = [Methods.Mock("{}"), TestApi.Echo("POST", "/echo")] };

    [Fact]
    public async Task The_oldest_records_make_room_for_new_ones()
    {
        await using var gateway = await RecordedGateway.StartAsync(Api, new() { MaxRecords = 3 });

        for (var index = 0; index < 5; index++)
            await gateway.SendAsync("POST", "/");

        Assert.Equal([3L, 4L, 5L], gateway.Recorder.Records.Select(record => record.Number));
        Assert.Null(gateway.Recorder.Find(2));
        Assert.Equal(3, gateway.Recorder.Find(3)?.Number);
    }

    [Fact]
    public async Task The_payloads_of_the_records_stay_below_the_capacity()
    {
        await using var gateway = await RecordedGateway.StartAsync(Api, new() { Capacity = 300_000 });
        var body = new string('x', 20_000);

        for (var index = 0; index < 20; index++)
            await gateway.SendAsync("POST", "/echo", body);

        Assert.InRange(gateway.Recorder.Records.Sum(record => record.Size), 100_000, 300_000);
        Assert.Equal(20, gateway.Last.Number);
    }

    [Fact]
    public async Task A_large_body_is_cut_with_a_note()
    {
        await using var gateway = await RecordedGateway.StartAsync(Api, new() { MaxPayloads = 10_000, CutPayload = 1_000 });

        var record = await gateway.SendAsync("POST", "/echo", new string('x', 20_000));

        var details = record.Open();
        Assert.Equal((new string('x', 1_000), 20_000), (details.Request.Body.Text, details.Request.Body.Length));
        Assert.Equal("cut: these are the first 1,000 of 20,000 bytes", details.Request.Body.Note);
        Assert.StartsWith("cut:", details.Functions[0].Event.Note, StringComparison.Ordinal);
        Assert.InRange(record.Size, 0, 20_000);
    }

    [Fact]
    public async Task A_cut_record_does_not_render_its_templates_again()
    {
        await using var gateway = await RecordedGateway.StartAsync(
            new() { Methods = [Methods.Mock("$input.params('x')")] }, new() { MaxPayloads = 10_000, CutPayload = 1_000 });

        var record = await gateway.SendAsync("POST", "/", new string('x', 20_000));

        Assert.Every(record.Open().Templates, template => Assert.False(template.CanRender));
        Assert.Null(record.Render(0));
    }

    [Fact]
    public async Task Requests_that_come_too_fast_are_only_counted()
    {
        await using var gateway = await RecordedGateway.StartAsync(
            Api, new() { Limit = new ThrottleLimit(0, 2), TimeProvider = new ManualTime() });

        for (var index = 0; index < 5; index++)
            await gateway.Gateway.SendAsync("POST", "/").HasStatusAsync(200);

        Assert.Equal(2, gateway.Recorder.Records.Count);
        Assert.Equal(3, gateway.Recorder.Unrecorded);
    }

    [Fact]
    public async Task A_listener_gets_each_record_until_it_ends_its_subscription()
    {
        await using var gateway = await RecordedGateway.StartAsync(Api);
        var heard = new List<long>();
        using (gateway.Recorder.Subscribe(record => heard.Add(record.Number)))
        {
            await gateway.SendAsync("POST", "/");
            await gateway.SendAsync("POST", "/");
        }

        await gateway.SendAsync("POST", "/");

        Assert.Equal([1L, 2L], heard);
    }

    [Fact]
    public async Task Cleared_records_are_gone_and_their_numbers_are_not_used_again()
    {
        await using var gateway = await RecordedGateway.StartAsync(Api);
        await gateway.SendAsync("POST", "/");

        gateway.Recorder.Clear();

        Assert.Empty(gateway.Recorder.Records);
        Assert.Equal(2, (await gateway.SendAsync("POST", "/")).Number);
    }

    [Fact]
    public void Old_log_lines_make_room_for_new_ones_and_long_lines_are_cut()
    {
        var lines = new FunctionLines();
        lines.Add("first", new string('x', FunctionLines.MaxLine + 1));
        Assert.EndsWith("… (the line has 16385 characters)", Assert.Single(lines.Of("first")), StringComparison.Ordinal);

        for (var size = 0; size <= FunctionLines.Capacity; size += FunctionLines.MaxLine)
            lines.Add("second", new string('y', FunctionLines.MaxLine));

        Assert.Empty(lines.Of("first"));
        Assert.NotEmpty(lines.Of("second"));
    }
}
