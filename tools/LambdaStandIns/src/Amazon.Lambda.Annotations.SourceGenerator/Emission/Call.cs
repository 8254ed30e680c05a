using Amazon.Lambda.Annotations.SourceGenerator.Models;

namespace Amazon.Lambda.Annotations.SourceGenerator.Emission;

internal static class Call
{
    /// <summary>The call of the user's method, with await if needed.</summary>
    public static string Of(FunctionModel function, IEnumerable<string> arguments)
    {
        var call = $"__function.{TypeNames.Identifier(function.MethodName)}({string.Join(", ", arguments)})";
        return function.Return.IsAwaited ? $"await {call}" : call;
    }
}
