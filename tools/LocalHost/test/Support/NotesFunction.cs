using System.Text;
using System.Text.Json;

namespace LocalHost.Tests.Support;

/// <summary>A function of the test templates. It writes the method, path and body of each request to a file and answers 200.</summary>
public sealed class NotesFunction
{
    private static readonly byte[] Ok = """{"statusCode":200,"body":"noted"}"""u8.ToArray();
    private readonly string _file = Environment.GetEnvironmentVariable("NOTES_FILE")!;

    public Stream Note(Stream input)
    {
        using var request = JsonDocument.Parse(input);
        var path = request.RootElement.GetProperty("path").GetString();
        var method = request.RootElement.GetProperty("httpMethod").GetString();
        var body = request.RootElement.GetProperty("body").GetString();
        // One environment serves one request at a time, but there may be several.
        using var file = new FileStream(_file, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
        file.Write(Encoding.UTF8.GetBytes($"{method} {path} {body}\n"));
        return new MemoryStream(Ok);
    }
}
