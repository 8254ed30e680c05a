using System.Security.Cryptography;
using System.Text;

namespace LocalGateway.Model;

/// <summary>Ids in the format of AWS, the same at every start.</summary>
internal static class StableId
{
    /// <param name="name">The name that the id represents.</param>
    /// <param name="length">Up to 32 characters of <c>a-z0-9</c>.</param>
    public static string Create(string name, int length) => string.Create(length, name, (id, source) =>
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(source));
        for (var index = 0; index < id.Length; index++)
            id[index] = "abcdefghijklmnopqrstuvwxyz0123456789"[hash[index] % 36];
    });
}
