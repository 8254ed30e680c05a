using System.Security.Cryptography;
using System.Text;

namespace LocalGateway.Model;

/// <summary>Ids of the kind AWS gives out, the same at each start.</summary>
internal static class StableId
{
    /// <param name="name">What the id stands for.</param>
    /// <param name="length">Up to 32 characters of <c>a-z0-9</c>.</param>
    public static string Create(string name, int length) => string.Create(length, name, (id, source) =>
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(source));
        for (var index = 0; index < id.Length; index++)
            id[index] = "abcdefghijklmnopqrstuvwxyz0123456789"[hash[index] % 36];
    });
}
