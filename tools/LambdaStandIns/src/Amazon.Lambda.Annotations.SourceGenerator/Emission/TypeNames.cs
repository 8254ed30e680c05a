using Microsoft.CodeAnalysis.CSharp;

namespace Amazon.Lambda.Annotations.SourceGenerator.Emission;

/// <summary>Names for generated code. They are fully qualified, because the surrounding namespaces are unknown.</summary>
internal static class TypeNames
{
    public const string Task = "global::System.Threading.Tasks.Task";
    public const string Stream = "global::System.IO.Stream";
    public const string MemoryStream = "global::System.IO.MemoryStream";
    public const string Context = "global::Amazon.Lambda.Core.ILambdaContext";
    public const string Serializer = "global::Amazon.Lambda.Core.ILambdaSerializer";
    public const string Request = "global::Amazon.Lambda.APIGatewayEvents.APIGatewayProxyRequest";
    public const string Response = "global::Amazon.Lambda.APIGatewayEvents.APIGatewayProxyResponse";
    public const string AuthorizerRequest = "global::Amazon.Lambda.APIGatewayEvents.APIGatewayCustomAuthorizerRequest";
    public const string Annotations = "global::Amazon.Lambda.Annotations.APIGateway";
    public const string DependencyInjection = "global::Microsoft.Extensions.DependencyInjection";
    public const string ServiceProviderExtensions = DependencyInjection + ".ServiceProviderServiceExtensions";
    public const string ServiceCollectionExtensions = DependencyInjection + ".ServiceCollectionServiceExtensions";
    public const string ContainerBuilderExtensions = DependencyInjection + ".ServiceCollectionContainerBuilderExtensions";
    public const string HostExtensions = "global::Microsoft.Extensions.Hosting.HostingAbstractionsHostExtensions";

    /// <summary>The name, with an @ if it is a keyword.</summary>
    public static string Identifier(string name) => SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;

    /// <summary>The text as a C# literal.</summary>
    public static string Literal(string text) => SymbolDisplay.FormatLiteral(text, quote: true);
}
