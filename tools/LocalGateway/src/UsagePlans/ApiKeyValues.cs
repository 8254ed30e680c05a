using System.Security.Cryptography;
using LocalGateway.Model;

namespace LocalGateway.UsagePlans;

/// <summary>
/// The values of a deployment's API keys: the template's own or generated ones. The data folder keeps generated values, so they survive a
/// restart.
/// </summary>
public static class ApiKeyValues
{
    private const int GeneratedLength = 40;

    /// <param name="deployment">The deployment with the keys.</param>
    /// <param name="dataFolder">The folder of generated values. They are created when first needed.</param>
    /// <returns>The value for <c>X-API-Key</c>, by the logical id of the key.</returns>
    /// <exception cref="GatewayException">A generated value cannot be read or created.</exception>
    public static IReadOnlyDictionary<string, string> Open(Deployment deployment, string dataFolder) =>
        deployment.ApiKeys.Values.ToDictionary(key => key.LogicalId, key => key.Value ?? Generated(key, dataFolder));

    /// <summary>Where a person finds the value: the path of a file, or the template.</summary>
    public static string PlaceOf(ApiKey key, string dataFolder) =>
        key.Value is null ? FileOf(key, dataFolder) : "its Value in the template";

    private static string FileOf(ApiKey key, string dataFolder) => Path.Combine(dataFolder, "api-keys", key.LogicalId + ".txt");

    private static string Generated(ApiKey key, string dataFolder)
    {
        var path = FileOf(key, dataFolder);
        try
        {
            var value = SecretFile.ReadOrCreateText(path, Generate).Trim();
            return value.Length is >= 20 and <= 128
                ? value
                : throw new GatewayException($"The API key {key.LogicalId} in {path} must have 20 to 128 characters.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new GatewayException($"The API key {key.LogicalId} in {path} cannot be used: {exception.Message}", exception);
        }
    }

    private static string Generate() =>
        RandomNumberGenerator.GetString("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", GeneratedLength);
}
