using Amazon.Lambda.Annotations.SourceGenerator.Parsing;
using Amazon.Lambda.Annotations.SourceGenerator.Template;

namespace Amazon.Lambda.Annotations.SourceGenerator.Models;

/// <summary>The calling convention of the function's entry point.</summary>
internal enum FunctionKind
{
    /// <summary>The entry point has the parameters and the result of the method itself.</summary>
    Plain,

    /// <summary>A method of a REST API, called by proxy integration.</summary>
    RestApi,

    /// <summary>A Lambda authorizer of a REST API.</summary>
    Authorizer,
}

/// <summary>One annotated method, with everything that its entry point and its template resource need.</summary>
/// <param name="Namespace">The namespace as it is written in code.</param>
/// <param name="ClassName">The simple name of the class with the method.</param>
/// <param name="ClassType">The same class, fully qualified.</param>
/// <param name="MethodName">The method name without the @ that a keyword needs in code.</param>
/// <param name="Kind">The entry point's calling convention.</param>
/// <param name="Return">How the result of the method is returned.</param>
/// <param name="Parameters">The parameters in the order of the declaration, which is also the order of the arguments.</param>
/// <param name="Serializer">The method's own serializer type, fully qualified. Without one, the serializer of the assembly is used.</param>
/// <param name="Resource">The values of <c>[LambdaFunction]</c> for the resource.</param>
/// <param name="Events">What triggers the function.</param>
/// <param name="Authorizer">The values of <c>[RestApiAuthorizer]</c>. Null if the function is not an authorizer.</param>
/// <param name="NeedsStartup">The reason why the function works only with dependency injection, or null.</param>
/// <param name="PrintedNames">The types that the published generator names for the function.</param>
internal sealed record FunctionModel(
    string Namespace,
    string ClassName,
    string ClassType,
    string MethodName,
    FunctionKind Kind,
    ReturnModel Return,
    EquatableArray<ParameterModel> Parameters,
    string? Serializer,
    FunctionResource Resource,
    EquatableArray<TemplateEvent> Events,
    AuthorizerModel? Authorizer,
    string? NeedsStartup,
    EquatableArray<PrintedName> PrintedNames)
{
    public string GeneratedClassName => $"{ClassName}_{MethodName}_Generated";

    public string HintName => $"{GeneratedClassName}.g.cs";

    /// <summary>The id of the function in the template.</summary>
    public string LogicalId =>
        Resource.Name ?? string.Concat($"{Namespace}{GeneratedClassName}".Where(char.IsLetterOrDigit));

    public string HandlerIn(string assemblyName) =>
        $"{assemblyName}::{Namespace}.{GeneratedClassName}::{MethodName}";
}

/// <summary>The values of <c>[LambdaFunction]</c>. A value that the attribute does not set is 0 or null.</summary>
internal sealed record FunctionResource(
    string? Name,
    uint Timeout,
    uint MemorySize,
    string? Role,
    string? Policies,
    PackageType PackageType);

/// <summary>The values of <c>[RestApiAuthorizer]</c>.</summary>
internal sealed record AuthorizerModel(string Name, string IdentityHeader, AuthorizerType Type, int ResultTtlInSeconds);
