using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LambdaCrud.IntegrationTests;

/// <summary>Rules for the source files.</summary>
public sealed class SourceTests
{
    /// <summary>Assertions that pass for an empty set, and the replacements that fail for it.</summary>
    private static readonly Dictionary<string, string> Unguarded = new()
    {
        ["Assert.All"] = "Assert.Every",
        ["Assert.AllAsync"] = "Assert.EveryAsync",
        ["Assert.Distinct"] = "Assert.Every over groups of equal items",
        ["Assert.DoesNotContain"] = "Assert.Lacks",
        ["Assert.ProperSubset"] = "Assert.Within",
        ["Assert.ProperSuperset"] = "Assert.Within",
        ["Assert.Subset"] = "Assert.Within",
        ["Assert.Superset"] = "Assert.Within",
    };

    [Fact]
    public void No_test_uses_an_assertion_that_passes_on_an_empty_set() =>
        ShouldBeNone(
            from call in Nodes<InvocationExpressionSyntax>(IsTest)
            where !call.SyntaxTree.FilePath.EndsWith("GuardedAssert.cs", StringComparison.Ordinal)
            let name = NameOf(call)
            where Unguarded.ContainsKey(name)
            select $"{SourceCode.Place(call)}: use {Unguarded[name]} instead of {name}");

    [Fact]
    public void No_test_asserts_in_a_loop_over_a_set_that_may_be_empty() =>
        ShouldBeNone(
            from loop in Nodes<CommonForEachStatementSyntax>(IsTest)
            where loop.Statement.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(IsAssertion) && !HasItems(loop.Expression)
            select $"{SourceCode.Place(loop)}: write foreach (… in Assert.Some({loop.Expression}))");

    [Fact]
    public void No_test_uses_Zip_because_it_drops_the_extra_items_of_the_longer_list() =>
        ShouldBeNone(
            from call in Nodes<InvocationExpressionSyntax>(IsTest)
            where NameOf(call).EndsWith(".Zip", StringComparison.Ordinal)
            select $"{SourceCode.Place(call)}: compare two lists, or check their lengths and use Index");

    [Fact]
    public void Every_WireDynamoDb_is_disposed_because_Dispose_reports_unexpected_calls() =>
        Assert.Every(
            Nodes<BaseObjectCreationExpressionSyntax>(IsTest).Where(made => TypeOf(made) == "WireDynamoDb"),
            made => Assert.True(IsDisposed(made), $"{SourceCode.Place(made)}: write using var, or make the class IDisposable"));

    // The clients of CSharpClientTests call a CheckedFront, and ReferenceTests has a ContractHandler of its own. The others do not call the
    // API: they call a test double, DynamoDB, or a gateway that passes on the events and results of functions.
    [Fact]
    public void Every_client_of_the_API_checks_its_exchanges_with_the_contract() =>
        Assert.Equal(
            [
                "test/LambdaCrud.IntegrationTests/AllRoutes/ReferenceTests.cs",
                "test/LambdaCrud.IntegrationTests/Clients/CSharpClientTests.cs",
                "test/LambdaCrud.IntegrationTests/Clients/CSharpRetryTests.cs",
                "test/LambdaCrud.IntegrationTests/DynamoDbWire.cs",
                "test/LambdaCrud.IntegrationTests/OpenApi/ContractHandler.cs",
                "test/LambdaCrud.IntegrationTests/SamLocal/EventFiles.cs",
                "test/LambdaCrud.IntegrationTests/SamLocal/SamLocalFunctions.cs",
            ],
            (from made in Nodes<BaseObjectCreationExpressionSyntax>(IsTest)
             where made.SyntaxTree.FilePath.StartsWith("test/LambdaCrud.IntegrationTests/", StringComparison.Ordinal)
             where TypeOf(made) is "HttpClient"
             select made.SyntaxTree.FilePath).Distinct());

    // On Unix, File.Move without overwrite checks the target and then moves. It replaces a file that another process creates in between.
    // SecretFile holds a mutex.
    [Fact]
    public void Only_SecretFile_calls_File_Move_without_overwrite() =>
        Assert.Equal(
            ["tools/LocalGateway/src/SecretFile.cs"],
            from call in Nodes<InvocationExpressionSyntax>(IsProduct)
            where NameOf(call) == "File.Move"
            where !call.ArgumentList.Arguments.Any(argument => $"{argument}" == "overwrite: true")
            select call.SyntaxTree.FilePath);

    [Fact]
    public void Every_cancellation_token_of_a_method_is_called_cancellationToken() =>
        ShouldBeNone(
            from parameter in Nodes<ParameterSyntax>(static path => !IsStandIn(path))
            where parameter.Type?.ToString().EndsWith("CancellationToken", StringComparison.Ordinal) == true
            where parameter.Identifier.Text is not ("cancellationToken" or "_")
            select $"{SourceCode.Place(parameter)}: name it cancellationToken");

    [Fact]
    public void The_name_of_a_method_that_returns_a_task_ends_in_Async_unless_it_is_a_Lambda_function() =>
        ShouldBeNone(
            from method in Nodes<MethodDeclarationSyntax>(static path => IsProduct(path) && !IsStandIn(path))
            where method.ReturnType is SimpleNameSyntax { Identifier.Text: "Task" or "ValueTask" }
            where !method.Identifier.Text.EndsWith("Async", StringComparison.Ordinal)
            where !method.AttributeLists.ToString().Contains("LambdaFunction", StringComparison.Ordinal)
            select $"{SourceCode.Place(method)}: name it {method.Identifier.Text}Async");

    // The build checks everything that `dotnet format` checks, except the order of using directives.
    [Fact]
    public void Using_directives_are_in_the_order_of_dotnet_format() =>
        ShouldBeNone(
            from file in Nodes<CompilationUnitSyntax>(static _ => true)
            let expected = file.Usings
                .OrderBy(line => line.Alias is not null ? 2 : line.StaticKeyword.IsKind(SyntaxKind.StaticKeyword) ? 1 : 0)
                .ThenBy(line => SegmentsOf(line)[0] == "System" ? 0 : 1)
                .ThenBy(SegmentsOf, Comparer<string[]>.Create(CompareSegments))
            let misplaced = file.Usings.Index().FirstOrDefault(line => line.Item != expected.ElementAt(line.Index)).Item
            where misplaced is not null
            select $"{SourceCode.Place(misplaced)}: run dotnet format");

    private static string[] SegmentsOf(UsingDirectiveSyntax line) => (line.Alias?.Name ?? line.NamespaceOrType).ToString().Split('.');

    private static int CompareSegments(string[] left, string[] right)
    {
        for (var i = 0; i < left.Length && i < right.Length; i++)
        {
            if (StringComparer.OrdinalIgnoreCase.Compare(left[i], right[i]) is var order and not 0)
                return order;
        }

        return left.Length.CompareTo(right.Length);
    }

    private static void ShouldBeNone(IEnumerable<string> found) => Assert.True(!found.Any(), string.Join('\n', found));

    private static bool IsTest(string path) => path.Split('/') is ["test", ..] or ["tools", "Testing", ..] or ["tools", _, "test", ..];

    private static bool IsProduct(string path) => !IsTest(path);

    // The published packages give the names there.
    private static bool IsStandIn(string path) => path.StartsWith("tools/LambdaStandIns/", StringComparison.Ordinal);

    private static IReadOnlyList<T> Nodes<T>(Func<string, bool> isWanted)
        where T : SyntaxNode => Assert.Some(
        from source in SourceCode.All
        where isWanted(source.SyntaxTree.FilePath)
        from node in source.DescendantNodesAndSelf().OfType<T>()
        select node);

    /// <summary>Without type arguments, such as <c>Assert.All</c>.</summary>
    private static string NameOf(InvocationExpressionSyntax call) => call.Expression is MemberAccessExpressionSyntax member
        ? $"{member.Expression.WithoutTrivia()}.{member.Name.Identifier.Text}"
        : $"{call.Expression}";

    private static bool IsAssertion(InvocationExpressionSyntax call) =>
        NameOf(call).StartsWith("Assert.", StringComparison.Ordinal) || NameOf(call).Contains(".Should", StringComparison.Ordinal);

    private static bool HasItems(ExpressionSyntax set) => set switch
    {
        CastExpressionSyntax cast => HasItems(cast.Expression),
        CollectionExpressionSyntax list => list.Elements.Any(element => element is ExpressionElementSyntax),
        ImplicitArrayCreationExpressionSyntax list => list.Initializer.Expressions.Count > 0,
        ArrayCreationExpressionSyntax list => list.Initializer?.Expressions.Count > 0,
        InvocationExpressionSyntax call => NameOf(call).StartsWith("Assert.Some", StringComparison.Ordinal),
        _ => false,
    };

    private static string? TypeOf(BaseObjectCreationExpressionSyntax made) => made switch
    {
        ObjectCreationExpressionSyntax explicitly => explicitly.Type.ToString(),
        _ => made.FirstAncestorOrSelf<VariableDeclarationSyntax>()?.Type.ToString(),
    };

    private static bool IsDisposed(SyntaxNode made) =>
        made.FirstAncestorOrSelf<LocalDeclarationStatementSyntax>() is { } local ? local.UsingKeyword.IsKind(SyntaxKind.UsingKeyword)
        : made.FirstAncestorOrSelf<FieldDeclarationSyntax>() is not null
            && made.FirstAncestorOrSelf<ClassDeclarationSyntax>()!.BaseList?.ToString().Contains("IDisposable", StringComparison.Ordinal) == true;
}
