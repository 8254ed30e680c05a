namespace LocalGateway.Tests.Functions;

public static class BrokenTextFunction
{
    public static Stream Handle() => new MemoryStream([.. "{\"body\":\""u8, 0xff, .. "\"}"u8]);
}

public static class HugeFunction
{
    public static Dictionary<string, string> Handle() => new() { ["body"] = new string('x', 6 * 1024 * 1024) };
}

public static class Base64Function
{
    public static Dictionary<string, object> Handle() => new() { ["body"] = "aGkh", ["isBase64Encoded"] = true };
}

public static class BothMapsFunction
{
    public static Dictionary<string, object> Handle() => new()
    {
        ["headers"] = new Dictionary<string, string> { ["x-tag"] = "c" },
        ["multiValueHeaders"] = new Dictionary<string, string[]> { ["X-Tag"] = ["a", "b"] },
    };
}

/// <summary>Returns its input, byte for byte.</summary>
public static class MirrorFunction
{
    public static Stream Handle(Stream input) => Copy(input);

    public static Stream WithOneByteMore(Stream input)
    {
        var copy = Copy(input);
        copy.Position = copy.Length;
        copy.WriteByte((byte)'.');
        copy.Position = 0;
        return copy;
    }

    private static MemoryStream Copy(Stream input)
    {
        var copy = new MemoryStream();
        input.CopyTo(copy);
        copy.Position = 0;
        return copy;
    }
}
