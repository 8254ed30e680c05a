using LocalGateway.Recording;
using LocalGateway.Tests.Support;

namespace LocalGateway.Tests.Recording;

/// <summary>A gateway with a recorder.</summary>
internal sealed class RecordedGateway(TestGateway gateway, RequestRecorder recorder) : IAsyncDisposable
{
    public TestGateway Gateway => gateway;

    public RequestRecorder Recorder => recorder;

    /// <summary>The record of the last request.</summary>
    public RequestRecord Last => recorder.Records[^1];

    public static async Task<RecordedGateway> StartAsync(
        TestApi api, RecorderOptions? recorderOptions = null, Func<GatewayOptions, GatewayOptions>? configure = null)
    {
        var recorder = new RequestRecorder(recorderOptions);
        var gateway = await TestGateway.StartAsync(api, options =>
        {
            options = options with { Recorder = recorder };
            return configure?.Invoke(options) ?? options;
        });
        return new(gateway, recorder);
    }

    /// <summary>Sends a request and returns its record.</summary>
    public async Task<RequestRecord> SendAsync(
        string httpMethod, string path, string? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new(httpMethod), path);
        if (body is not null)
            request.Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        foreach (var (name, value) in headers)
        {
            if (name == "Content-Type")
                request.Content!.Headers.ContentType = new(value);
            else
                request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await gateway.Client.SendAsync(request);
        Assert.Equal((int)response.StatusCode, Last.Status);
        return Last;
    }

    public ValueTask DisposeAsync() => gateway.DisposeAsync();
}
