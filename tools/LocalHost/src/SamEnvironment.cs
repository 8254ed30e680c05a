using System.Text.Encodings.Web;
using System.Text.Json;
using LocalGateway.Model;

namespace LocalHost;

/// <summary>
/// The environment of a template's functions in the form of <c>sam local</c> (<c>--env-vars</c>): the same as under <c>run</c>, except the
/// address of DynamoDB, which containers must be able to reach. SAM CLI passes only the variables that the template declares.
/// </summary>
internal static class SamEnvironment
{
    /// <summary>The name under which a container reaches the machine that it runs on.</summary>
    private const string HostOfContainers = "host.docker.internal";

    private static readonly JsonSerializerOptions Indented =
        new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Overwrites the file. Only its owner can read it, because the variables include generated secrets.</summary>
    /// <param name="port">The port on which DynamoDB listens.</param>
    /// <exception cref="LocalHostException">The file cannot be written.</exception>
    public static void Write(string path, Deployment deployment, int port)
    {
        var endpoint = new UriBuilder(Uri.UriSchemeHttp, HostOfContainers, port).Uri;
        var variables = deployment.Functions.Values.ToDictionary(
            function => function.LogicalId,
            function => new Dictionary<string, string>(function.Environment) { [LocalEndpoint.Variable] = endpoint.AbsoluteUri });
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            File.Delete(path);
            using var file = new FileStream(path, OwnerOnly());
            JsonSerializer.Serialize(file, variables, Indented);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new LocalHostException($"The file {path} cannot be written: {exception.Message}", exception);
        }
    }

    private static FileStreamOptions OwnerOnly()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }
}
