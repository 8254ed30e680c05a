using Amazon.DynamoDBv2;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ItemMapper.Tests;

/// <summary>What the generated mapping would do in another way than <c>DynamoDBContext</c> is a build error.</summary>
public sealed class RefusalTests
{
    private const string Table = """[DynamoDBTable("T", CaseMode.CamelCase, ConversionSchema.V2)]""";

    [Theory]
    [InlineData("public partial class E { public double Size { get; set; } }", "E.Size has the type double")]
    [InlineData("public partial class E { public byte[] Data { get; set; } }", "E.Data has the type byte[]")]
    [InlineData("public partial class E { public HashSet<string> Names { get; set; } }", "E.Names has the type")]
    [InlineData("public partial class E { public Dictionary<int, string> Names { get; set; } }", "E.Names has the type")]
    [InlineData("public partial class E { public Other Part { get; set; } } public class Other;", "E.Part has the type Other")]
    [InlineData("public partial class E { [DynamoDBVersion] public int? Version { get; set; } }", "E.Version has [DynamoDBVersion]")]
    [InlineData("public partial class E { [DynamoDBProperty(StoreAsEpoch = true)] public DateTime At { get; set; } }", "E.At has [DynamoDBProperty] with settings")]
    [InlineData("public partial class E { [DynamoDBProperty(typeof(object))] public string At { get; set; } }", "E.At has [DynamoDBProperty] with settings")]
    [InlineData("public partial class E { public string Text; }", "E.Text is a field")]
    [InlineData("public partial record E(string Text);", "E is not a class or record with a constructor without parameters")]
    [InlineData("public partial class E : Base; public class Base { public string Id { get; private set; } }", "E cannot set Base.Id")]
    [InlineData("public partial class E<T> { public string Id { get; set; } }", "E is a nested or a generic type")]
    public void An_entity_that_the_mapping_does_not_support_is_an_error(string entity, string reason)
    {
        var (problems, _) = Generate($"{Table} {entity}");

        var problem = Assert.Single(problems);
        Assert.Equal("ItemMapper0001", problem.Id);
        Assert.StartsWith(reason, problem.GetMessage(null), StringComparison.Ordinal);
        Assert.EndsWith(
            ". Change the entity, or remove 'partial' and map it with DynamoDBContext.", problem.GetMessage(null), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""[DynamoDBTable("T")]""", "E must name CaseMode.CamelCase and ConversionSchema.V2 in [DynamoDBTable]")]
    [InlineData("""[DynamoDBTable("T", CaseMode.CamelCase, ConversionSchema.V1)]""", "E must name CaseMode.CamelCase and ConversionSchema.V2 in [DynamoDBTable]")]
    [InlineData("""[DynamoDBTable("T", CaseMode.PascalCase, ConversionSchema.V2)]""", "E must name CaseMode.CamelCase and ConversionSchema.V2 in [DynamoDBTable]")]
    public void A_table_with_another_conversion_or_case_is_an_error(string table, string reason)
    {
        var (problems, _) = Generate($$"""{{table}} public partial class E { public string Id { get; set; } }""");

        Assert.StartsWith(reason, Assert.Single(problems).GetMessage(null), StringComparison.Ordinal);
    }

    [Fact]
    public void All_problems_of_an_entity_are_reported_together()
    {
        var (problems, _) = Generate($$"""{{Table}} public partial class E { public double A { get; set; } public byte[] B { get; set; } }""");

        var message = Assert.Single(problems).GetMessage(null);
        Assert.Contains("E.A has the type double", message, StringComparison.Ordinal);
        Assert.Contains("; E.B has the type byte[]", message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_entity_that_is_not_partial_gets_no_mapping()
    {
        var (problems, sources) = Generate($$"""{{Table}} public class E { public double Size { get; set; } }""");

        Assert.Empty(problems);
        Assert.Equal(["ItemValues.g.cs", "Microsoft.CodeAnalysis.EmbeddedAttribute.cs"], sources.Order(StringComparer.Ordinal));
    }

    private static (IReadOnlyList<Diagnostic> Problems, IReadOnlyList<string> Sources) Generate(string code)
    {
        const string Usings = "using System; using System.Collections.Generic; using Amazon.DynamoDBv2; using Amazon.DynamoDBv2.DataModel;\n";
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Append(typeof(ConversionSchema).Assembly.Location)
            .Select(path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create(
            "Entities", [CSharpSyntaxTree.ParseText(Usings + code)], references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        var result = CSharpGeneratorDriver.Create(new ItemMappingGenerator()).RunGenerators(compilation).GetRunResult();
        return (result.Diagnostics, [.. result.Results[0].GeneratedSources.Select(source => source.HintName)]);
    }
}
