using LambdaCrud.Http;

namespace LambdaCrud.Tests.Support;

/// <summary>Routes of no resource, for tests of what all routes share.</summary>
internal static class TestRoute
{
    public static Route For(Access access, params IEnumerable<string> parameters) => new FunctionRoute("Test")
    {
        Access = access,
        Query = [.. parameters.Select(Parameter)],
        Answers = [new Answer(204)],
    };

    /// <param name="name">The name of a field of <see cref="Access"/>.</param>
    public static Access AccessOf(string name) => (Access)typeof(Access).GetField(name)!.GetValue(null)!;

    /// <summary>A call of a route that anyone may call.</summary>
    public static ApiCall Call(KeyUse keyUse, params (string Name, string Value)[] headers) => new(
        TestApi.Request("POST", "/x", null, headers), caller: null, For(Access.Anyone) with { IdempotencyKey = keyUse }, CancellationToken.None);

    public static QueryParameter Parameter(string name) => new TextParameter(name, "A parameter.", ".*", _ => true, "Must be a text.");
}
