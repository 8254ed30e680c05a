using System.Reflection;
using Amazon.Lambda.Annotations;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.CloudWatchEvents.ScheduledEvents;
using Amazon.Lambda.Core;
using Amazon.Lambda.DynamoDBEvents;
using Amazon.Lambda.Serialization.SystemTextJson;
using Amazon.Lambda.TestUtilities;

namespace LambdaStandIns.Tests.Runtime;

/// <summary>
/// PublicSurface.txt lists every public type and member that the stand-ins cover. The published packages must have all of them too.
/// </summary>
public class PublicSurfaceTests
{
    private static readonly Type[] OneOfEachAssembly =
    [
        typeof(ILambdaContext), typeof(APIGatewayProxyRequest), typeof(DefaultLambdaJsonSerializer), typeof(DynamoDBEvent),
        typeof(ScheduledEvent), typeof(TestLambdaContext), typeof(LambdaFunctionAttribute),
    ];

    [Fact]
    public void Every_member_in_PublicSurface_txt_exists_in_the_packages() => Assert.Within(Actual(), Listed());

    [StandInFact]
    public void Every_covered_public_member_is_listed_in_PublicSurface_txt() => Assert.Within(Listed(), Actual());

    [Theory]
    [InlineData(typeof(ILambdaContext), "1.0.0.0")]
    [InlineData(typeof(APIGatewayProxyRequest), "1.0.0.0")]
    [InlineData(typeof(DefaultLambdaJsonSerializer), "0.0.0.0")]
    [InlineData(typeof(DynamoDBEvent), "1.0.0.0")]
    [InlineData(typeof(ScheduledEvent), "0.0.0.0")]
    [InlineData(typeof(TestLambdaContext), "1.0.0.0")]
    [InlineData(typeof(LambdaFunctionAttribute), "2.3.0.0")]
    public void An_assembly_has_the_version_of_its_published_package(Type oneOfTheAssembly, string expected) =>
        Assert.Equal(expected, oneOfTheAssembly.Assembly.GetName().Version!.ToString());

    private static IEnumerable<string> Actual() =>
        from one in OneOfEachAssembly
        from type in one.Assembly.GetExportedTypes()
        where PublicSurface.IsCovered(type)
        from member in PublicSurface.Members(type).DefaultIfEmpty(string.Empty)
        select $"{type.Namespace} / {PublicSurface.Header(type)} / {member}";

    // A line without indentation is a namespace. A line indented once is a type. A line indented twice has members of that type.
    private static List<string> Listed()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("PublicSurface.txt")!;
        using var reader = new StreamReader(stream);
        List<string> listed = [];
        var (space, type) = (string.Empty, string.Empty);
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith("    ", StringComparison.Ordinal))
            {
                listed.AddRange(line.Trim().TrimEnd(';').Split("; ").Select(member => $"{space} / {type} / {member}"));
            }
            else if (line.StartsWith("  ", StringComparison.Ordinal))
            {
                type = line.Trim();
            }
            else
            {
                space = line["namespace ".Length..];
            }
        }

        return listed;
    }
}
