using System.Text;
using Amazon.Lambda.Core;

namespace LambdaStandIns.Tests.Runtime;

internal static class SerializerExtensions
{
    public static string ToJson<T>(this ILambdaSerializer serializer, T value)
    {
        using var stream = new MemoryStream();
        serializer.Serialize(value, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    public static T FromJson<T>(this ILambdaSerializer serializer, string json)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));
        return serializer.Deserialize<T>(stream);
    }
}
