using LocalGateway.Functions;
using LocalGateway.Model;
using LocalGateway.Tests.Functions;
using LocalGateway.Tests.Support;

namespace LocalGateway.Tests.FunctionHosting;

public sealed class PayloadTests
{
    private const int SixMegabytes = 6 * 1024 * 1024;

    [Fact]
    public async Task A_payload_of_6_MB_passes_in_both_directions()
    {
        var completed = Assert.IsType<InvocationResult.Completed>(await InvokeAsync(nameof(MirrorFunction.Handle), new byte[SixMegabytes]));

        Assert.Equal(SixMegabytes, completed.Output.Length);
    }

    [Fact]
    public async Task An_event_of_6_MB_and_one_byte_is_refused_with_413()
    {
        var refused = Assert.IsType<InvocationResult.Refused>(await InvokeAsync(nameof(MirrorFunction.Handle), new byte[SixMegabytes + 1]));

        Assert.Equal(413, refused.StatusCode);
    }

    [Fact]
    public async Task A_result_of_6_MB_and_one_byte_fails_as_too_large()
    {
        var failed =
            Assert.IsType<InvocationResult.Failed>(await InvokeAsync(nameof(MirrorFunction.WithOneByteMore), new byte[SixMegabytes]));

        Assert.Equal("Function.ResponseSizeTooLarge", failed.ErrorType);
    }

    [Fact]
    public async Task A_stream_handler_gets_bytes_that_are_not_UTF_8_unchanged()
    {
        byte[] payload = [0x22, 0xff, 0x00, 0xc3, 0x28, 0x22];

        var completed = Assert.IsType<InvocationResult.Completed>(await InvokeAsync(nameof(MirrorFunction.Handle), payload));

        Assert.Equal(payload, completed.Output.ToArray());
    }

    [Fact]
    public async Task A_typed_handler_fails_on_an_event_that_is_not_UTF_8()
    {
        var failed = Assert.IsType<InvocationResult.Failed>(await InvokeAsync("Handle", [0x22, 0xff, 0x22], nameof(TypedFunction)));

        Assert.Equal("JsonSerializerException", failed.ErrorType);
    }

    private static async Task<InvocationResult> InvokeAsync(string method, byte[] payload, string type = nameof(MirrorFunction))
    {
        var function = TestApi.Function(type, method);
        var deployment = new Deployment { RestApis = [], Functions = new Dictionary<string, LambdaFunction> { [type] = function } };
        using var log = new LogLines();
        using var functions = new FunctionHost(deployment, new()
        {
            Region = "us-east-1",
            AccountId = "123456789012",
            MaxEnvironments = 1,
            HostVariables = new Dictionary<string, string>(),
            BuiltCode = path => path,
            TimeProvider = TimeProvider.System,
            Log = new(log),
        });
        return await functions.Get(type, "the test").InvokeAsync(payload, "Root=1", CancellationToken.None);
    }
}
