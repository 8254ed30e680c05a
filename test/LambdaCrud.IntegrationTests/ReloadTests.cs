using System.Net;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using System.Text;
using System.Threading.Channels;
using LambdaCrud.IntegrationTests.AllRoutes;
using LambdaCrud.IntegrationTests.OpenApi;
using LocalHost;
using LocalHost.Functions;

namespace LambdaCrud.IntegrationTests;

/// <summary>Replaces the real built project, with the AWS SDK and all other dependencies, while its host runs.</summary>
public sealed class ReloadTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Code => _folder.File("code");

    public void Dispose() => _folder.Dispose();

    [Fact]
    [Trait(Soak.Trait, "true")]
    public async Task Only_the_code_of_the_start_and_of_the_newest_rebuild_stays_in_memory()
    {
        await CopyBuildAsync();
        var assembly = await File.ReadAllBytesAsync(Path.Combine(Code, "LambdaCrud.dll"));
        using var reloads = new ReloadLines();
        await using var host = await TemplateHost.StartAsync(new TemplateHostOptions
        {
            Template = await CopyTemplateAsync(),
            DataFolder = _folder.File("data"),
            DynamoDbEndpoint = await LocalDynamoDb.EndpointAsync(),
            Log = reloads,
        });
        using var client = ContractHandler.Client(host.Url);
        await ListAsync(client);

        for (var rebuild = 1; rebuild <= Soak.Number(2, 50); rebuild++)
        {
            await File.WriteAllBytesAsync(Path.Combine(Code, "LambdaCrud.dll"), WithNewModuleVersion(assembly));
            Assert.StartsWith("RELOAD LambdaCrud.dll ", await reloads.NextAsync(), StringComparison.Ordinal);
            await ListAsync(client);
        }

        // A collectible context needs a few rounds: one for its objects, one for its finalizers, one for its code.
        for (var round = 0; round < 10 && CountContexts() > 2; round++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.Equal(2, CountContexts());
    }

    private static async Task ListAsync(HttpClient client)
    {
        using var response = await client.GetAsync($"{AnyRoute.PublicList.Path}?limit=1");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private async Task CopyBuildAsync()
    {
        var project = Path.Combine(Repository.Root, "src", "LambdaCrud");
        var built = (await BuiltCode.LocateAsync([project], static _ => { }, CancellationToken.None))[project];
        Directory.CreateDirectory(Code);
        foreach (var file in Directory.EnumerateFiles(built))
            File.Copy(file, Path.Combine(Code, Path.GetFileName(file)));
    }

    private async Task<string> CopyTemplateAsync()
    {
        const string Project = "\"CodeUri\": \"src/LambdaCrud\"";
        var template = await File.ReadAllTextAsync(Repository.Template);
        Assert.Contains(Project, template, StringComparison.Ordinal);
        return _folder.Write("serverless.template", template.Replace(Project, "\"CodeUri\": \"code\"", StringComparison.Ordinal));
    }

    // Changes only the module version id, which a compiler makes different for each different assembly.
    private static byte[] WithNewModuleVersion(byte[] assembly)
    {
        using var image = new PEReader(new MemoryStream(assembly));
        var metadata = image.GetMetadataReader();
        var old = metadata.GetGuid(metadata.GetModuleDefinition().Mvid).ToByteArray();
        var copy = assembly.ToArray();
        Guid.NewGuid().ToByteArray().CopyTo(copy, copy.AsSpan().IndexOf(old));
        return copy;
    }

    // Not inlined. Otherwise a register or a local variable of the test could keep a reference.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private int CountContexts() => AssemblyLoadContext.All.Count(context => context.Name == $"LambdaCrud in {Code}");

    /// <summary>The lines that a host writes about reloads, each line once.</summary>
    private sealed class ReloadLines : TextWriter
    {
        private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();

        public override Encoding Encoding => Encoding.UTF8;

        public Task<string> NextAsync() => _lines.Reader.ReadAsync().AsTask().WaitAsync(Patience.Limit);

        public override void WriteLine(string? value)
        {
            if (value!.StartsWith("RELOAD ", StringComparison.Ordinal))
                _lines.Writer.TryWrite(value);
        }
    }
}
