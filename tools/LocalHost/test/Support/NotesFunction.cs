using System.Text;
using System.Text.Json;

namespace LocalHost.Tests.Support;

/// <summary>
/// A function of the test templates. It writes the method, path and body of each request to a file. It answers 200, or with the status that
/// a test returns for the path.
/// </summary>
public sealed class NotesFunction
{
    private readonly string _file = Environment.GetEnvironmentVariable("NOTES_FILE")!;

    /// <summary>The test and the function run in different copies of this assembly and share only the data of the process.</summary>
    public static void Answer(string notesFile, Func<string, int> statusOf) => AppDomain.CurrentDomain.SetData(notesFile, statusOf);

    public Stream Note(Stream input)
    {
        using var request = JsonDocument.Parse(input);
        var path = request.RootElement.GetProperty("path").GetString();
        var method = request.RootElement.GetProperty("httpMethod").GetString();
        var body = request.RootElement.GetProperty("body").GetString();
        // One environment serves one request at a time, but there may be several.
        using var file = new FileStream(_file, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
        file.Write(Encoding.UTF8.GetBytes($"{method} {path} {body}\n"));
        var status = (AppDomain.CurrentDomain.GetData(_file) as Func<string, int>)?.Invoke(path!) ?? 200;
        return new MemoryStream(Encoding.UTF8.GetBytes($$"""{"statusCode":{{status}},"body":"noted"}"""));
    }
}
