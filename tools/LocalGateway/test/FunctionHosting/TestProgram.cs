using LocalGateway.Model;
using LocalGateway.Tests.Support;

namespace LocalGateway.Tests.FunctionHosting;

/// <summary>
/// The built code of a function that is a program. It calls the Runtime API by itself. The path of a request chooses what it does.
/// </summary>
internal sealed class TestProgram : IDisposable
{
    private const string Source = """"
        using System;
        using System.Collections;
        using System.Linq;
        using System.Net.Http;
        using System.Net.Sockets;
        using System.Text.Json.Nodes;
        using System.Threading;
        using System.Threading.Tasks;

        var root = $"http://{Environment.GetEnvironmentVariable("AWS_LAMBDA_RUNTIME_API")}/2018-06-01/runtime/";
        using var client = new HttpClient { BaseAddress = new Uri(root), Timeout = Timeout.InfiniteTimeSpan };
        switch (Environment.GetEnvironmentVariable("START"))
        {
            case "error":
                await PostAsync("init/error", """{"errorType":"NoSuchTable","errorMessage":"the table is missing","stackTrace":["at Start"]}""");
                return 1;
            case "exit":
                Console.Error.WriteLine("a setting is missing");
                return 7;
        }

        for (var call = 1; ; call++)
        {
            using var next = await client.GetAsync("invocation/next");
            var id = next.Headers.GetValues("Lambda-Runtime-Aws-Request-Id").Single();
            var request = JsonNode.Parse(await next.Content.ReadAsStringAsync());
            var query = request["queryStringParameters"];
            var body = "";
            switch ((string)request["path"])
            {
                case "/count":
                    body = $"ANSWER {call}";
                    break;
                case "/id":
                    body = $"{Environment.ProcessId}";
                    break;
                case "/headers":
                    body = string.Join("\n", next.Headers.Where(header => header.Key.StartsWith("Lambda-")).Select(header => $"{header.Key}={header.Value.Single()}"));
                    break;
                case "/variables":
                    body = string.Join("\n", Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().Select(entry => $"{entry.Key}={entry.Value}"));
                    break;
                case "/wait":
                    using (var signal = new TcpClient("127.0.0.1", int.Parse((string)query["port"])))
                        body = $"{signal.GetStream().ReadByte()}";
                    break;
                case "/print":
                    Console.WriteLine("a line of output");
                    Console.Error.WriteLine("a line of errors");
                    Console.WriteLine($"2026-01-01T00:00:00Z\t{id}\tinfo\ta line of the runtime");
                    break;
                case "/error":
                    await PostAsync($"invocation/{id}/error", """{"errorType":"NoStock","errorMessage":"nothing is left","stackTrace":["at Buy","at Main"]}""");
                    continue;
                case "/odd-error":
                    await PostAsync($"invocation/{id}/error", "[not JSON", "Odd.Error");
                    continue;
                case "/exit":
                    return 3;
                case "/large":
                    var status = await PostAsync($"invocation/{id}/response", new string('x', 6 * 1024 * 1024 + 1));
                    Console.WriteLine($"the response got {status}");
                    continue;
                case "/twice":
                    body = $"{(int)(await client.GetAsync("invocation/next")).StatusCode} {await PostAsync("invocation/unknown/response", "{}")} {await PostAsync("nothing", "{}")}";
                    break;
                case "/browser":
                    using (var message = new HttpRequestMessage(HttpMethod.Get, "invocation/next") { Headers = { { "Origin", "http://shop.example" } } })
                        body = $"{(int)(await client.SendAsync(message)).StatusCode}";
                    break;
            }

            await PostAsync($"invocation/{id}/response", new JsonObject { ["statusCode"] = 200, ["body"] = body }.ToJsonString());
        }

        async Task<int> PostAsync(string path, string text, string errorType = null)
        {
            using var message = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(text) };
            if (errorType is not null)
                message.Headers.Add("Lambda-Runtime-Function-Error-Type", errorType);
            return (int)(await client.SendAsync(message)).StatusCode;
        }
        """";

    private readonly FunctionProject _project = new();

    public TestProgram(string name = "Shop")
    {
        Name = name;
        Build("call");
    }

    public string Name { get; }

    public string Folder => _project.Folder;

    /// <summary>The function that this program is.</summary>
    public LambdaFunction Function => new()
    {
        LogicalId = "Program",
        FunctionName = "Program",
        CodePath = Folder,
        Handler = Name,
        Timeout = TimeSpan.FromSeconds(60),
    };

    /// <summary>Builds it so that it answers the path /count with this word and the number of the call.</summary>
    public void Build(string answer) => _project.BuildProgram(Name, Source.Replace("ANSWER", answer, StringComparison.Ordinal));

    public Task<TestGateway> StartAsync(Func<LambdaFunction, LambdaFunction>? configure = null) => TestGateway.StartAsync(new TestApi
    {
        Methods = [TestApi.Lambda("GET", "/{proxy+}", "Program")],
        Functions = [configure?.Invoke(Function) ?? Function],
    });

    public void Dispose() => _project.Dispose();
}
