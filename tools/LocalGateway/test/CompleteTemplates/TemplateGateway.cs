using System.Text;
using LocalGateway.Template;
using LocalGateway.Tests.Support;

namespace LocalGateway.Tests.CompleteTemplates;

/// <summary>Runs the template files of this folder.</summary>
internal static class TemplateGateway
{
    public static Task<TestGateway> StartAsync(string file, params (string Name, string Value)[] parameters) =>
        StartAsync(file, null, parameters);

    public static Task<TestGateway> StartAsync(
        string file, Func<GatewayOptions, GatewayOptions>? configure, params (string Name, string Value)[] parameters)
    {
        var options = new TemplateOptions { Parameters = parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Value) };
        var path = Path.Combine(AppContext.BaseDirectory, "CompleteTemplates", file);
        return TestGateway.StartAsync(SamTemplate.Load(path, options), configure);
    }

    public static Task<HttpResponseMessage> PostAsync(
        this TestGateway gateway, string path, string body, params (string Name, string Value)[] headers) =>
        gateway.SendBodyAsync("POST", path, body, "application/json", headers);

    public static async Task<HttpResponseMessage> SendBodyAsync(
        this TestGateway gateway,
        string httpMethod,
        string path,
        string body,
        string mediaType,
        params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new(httpMethod), path) { Content = new StringContent(body, Encoding.UTF8, mediaType) };
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await gateway.Client.SendAsync(request);
    }

    public static string Header(this HttpResponseMessage response, string name) => Assert.Single(response.Headers.GetValues(name));
}
