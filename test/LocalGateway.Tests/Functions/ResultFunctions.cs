namespace ApiGateway.Tests.Functions;

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
