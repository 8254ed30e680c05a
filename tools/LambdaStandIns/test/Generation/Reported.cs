using Microsoft.CodeAnalysis;

namespace LambdaStandIns.Tests.Generation;

/// <summary>Helpers that compile members of the class Shop.Store and return or check the reported diagnostics.</summary>
internal static class Reported
{
    public static string[] Ids(string members) => [.. FunctionProject.WithMembers(members).Diagnostics.Select(found => found.Id)];

    /// <summary>The members begin on line 4 of the file.</summary>
    public static void AssertOnMethod(string method, string id, string message)
    {
        var found = Assert.Single(FunctionProject.WithMembers(method, "public class Loan { }").Diagnostics);
        Assert.Equal((id, message, 4, 0), Flat(found));
        Assert.Equal(DiagnosticSeverity.Error, found.Severity);
        Assert.Equal(method.Length, found.Location.SourceSpan.Length);
    }

    public static void AssertWithoutLocation(string members, string id, string message, string others = "")
    {
        var found = Assert.Single(FunctionProject.WithMembers(members, others).Diagnostics);
        Assert.Equal((id, message, Location.None), (found.Id, found.GetMessage(), found.Location));
        Assert.Equal(DiagnosticSeverity.Error, found.Severity);
    }

    public static (string Id, string Message, int Line, int Column) Flat(Diagnostic found)
    {
        var start = found.Location.GetLineSpan().StartLinePosition;
        return (found.Id, found.GetMessage(), start.Line, start.Character);
    }
}
