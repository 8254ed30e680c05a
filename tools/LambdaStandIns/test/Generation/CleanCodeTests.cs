using Microsoft.CodeAnalysis;

namespace LambdaStandIns.Tests.Generation;

/// <summary>Generated code adds no warning to a project with nullable annotations and documentation comments.</summary>
public class CleanCodeTests
{
    [StandInFact]
    public void Generated_code_compiles_without_a_warning()
    {
        var project = FunctionProject.WithFiles("""
            namespace Shop;
            /// <summary>Documented.</summary>
            [LambdaStartup] public class Startup
            {
                /// <summary>Documented.</summary>
                public void ConfigureServices(IServiceCollection services) { }
            }
            /// <summary>Documented.</summary>
            public class Store
            {
                /// <summary>Documented.</summary>
                [Obsolete("old")][LambdaFunction][RestApi(LambdaHttpMethod.Post, "/a/{id}")]
                public async Task<IHttpResult> Post(string id, [FromQuery] string? q, [FromQuery] List<int?>? l, [FromHeader] IReadOnlyList<string?> h, [FromHeader] DateTime? d,
                    [FromBody] Dictionary<string, object?>? b, [FromCustomAuthorizer] string? c, [FromServices] IServiceProvider? s, ILambdaContext x, APIGatewayProxyRequest r)
                { await Task.Yield(); return HttpResults.Ok(); }
                /// <summary>Documented.</summary>
                [LambdaFunction][RestApi(LambdaHttpMethod.Get, "/b")] public List<string?>? Get() => null;
                /// <summary>Documented.</summary>
                [LambdaFunction][RestApi(LambdaHttpMethod.Put, "/b")] public int? Put() => null;
                /// <summary>Documented.</summary>
                [LambdaFunction][RestApi(LambdaHttpMethod.Delete, "/b")] public void Delete() { }
                /// <summary>Documented.</summary>
                [LambdaFunction][RestApiAuthorizer]
                public Task<IAuthorizerResult> Door([FromHeader(Name = "Authorization")] string? token, [FromQuery] int? q, [FromRoute] Guid r, [FromHeader] string? h) => Task.FromResult(AuthorizerResults.Allow());
                /// <summary>Documented.</summary>
                [LambdaFunction] public Task<Dictionary<string, string?>?> Plain(List<string?>? names, (int a, string? b) pair) => Task.FromResult<Dictionary<string, string?>?>(null);
                /// <summary>Documented.</summary>
                [LambdaFunction][DynamoDBEvent("@T")] public async Task Batch(DynamoDBEvent batch) => await Task.Yield();
            }
            """);

        Assert.Empty(project.Diagnostics);
        Assert.Empty(project.CompilerDiagnostics.Where(found => found.Severity > DiagnosticSeverity.Hidden));
    }
}
