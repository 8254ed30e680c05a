namespace Amazon.Lambda.Annotations.SourceGenerator.Template;

/// <summary>The required content of the template for a compilation: everything that synchronisation reads from the code.</summary>
/// <remarks>It is also needed without functions, because the template may still contain functions that the code no longer has.</remarks>
/// <param name="SourcePaths">The files with class declarations. The first one inside a project folder determines that folder.</param>
/// <param name="Runtime">The Lambda runtime's identifier, such as <c>dotnet10</c>.</param>
/// <param name="Functions">The functions, in the order in which new ones are added to the template.</param>
/// <param name="Authorizers">The Lambda authorizers of the REST API.</param>
internal sealed record TemplateInput(
    EquatableArray<string> SourcePaths,
    string Runtime,
    EquatableArray<TemplateFunction> Functions,
    EquatableArray<TemplateAuthorizer> Authorizers);

/// <summary>One annotated function. A value that its attribute does not set is 0 or null.</summary>
/// <param name="LogicalId">The id of the function's resource.</param>
/// <param name="Handler">The handler string, <c>Assembly::Namespace.Type::Method</c>.</param>
/// <param name="PackageType">How the function is packaged for Lambda.</param>
/// <param name="Timeout">In seconds.</param>
/// <param name="MemorySize">In MB.</param>
/// <param name="Role">An ARN, or <c>@</c> and the name of a parameter or a resource.</param>
/// <param name="Policies">A list separated by commas. Each item is a name, or <c>@</c> and the name of a parameter or a resource.</param>
/// <param name="Events">What triggers the function.</param>
internal sealed record TemplateFunction(
    string LogicalId,
    string Handler,
    PackageType PackageType,
    uint Timeout,
    uint MemorySize,
    string? Role,
    string? Policies,
    EquatableArray<TemplateEvent> Events);

internal enum PackageType
{
    Zip,
    Image,
}

/// <summary>One event attribute. A value that the attribute does not set is null.</summary>
/// <param name="Name">The key in the <c>Events</c> of the function.</param>
internal abstract record TemplateEvent(string Name);

/// <param name="Verb">The name of the <c>LambdaHttpMethod</c>: <c>Get</c>, <c>Any</c>, …</param>
/// <param name="Path">The route template, unchanged from the attribute.</param>
/// <param name="Authorizer">The name of one of the <see cref="TemplateInput.Authorizers"/>.</param>
internal sealed record ApiEvent(string Verb, string Path, string? Authorizer) : TemplateEvent("Root" + Verb)
{
    /// <summary>The method as SAM writes it: <c>GET</c>, <c>ANY</c>, …</summary>
    public string Method => Verb.ToUpperInvariant();
}

/// <param name="Name">The attribute's <c>ResourceName</c>.</param>
/// <param name="Stream">An ARN, or <c>@</c> and the name of a parameter or of a table.</param>
/// <param name="StartingPosition"><c>LATEST</c> or <c>TRIM_HORIZON</c>.</param>
/// <param name="BatchSize">The maximum number of records per call.</param>
/// <param name="Enabled">Whether the mapping is active.</param>
/// <param name="MaximumBatchingWindowInSeconds">How long Lambda collects records before a call.</param>
/// <param name="Filters">Patterns, separated by semicolons.</param>
internal sealed record DynamoDBStreamEvent(
    string Name,
    string Stream,
    string StartingPosition,
    uint? BatchSize,
    bool? Enabled,
    uint? MaximumBatchingWindowInSeconds,
    string? Filters) : TemplateEvent(Name);

/// <param name="Name">The attribute's <c>ResourceName</c>.</param>
/// <param name="Schedule">A <c>rate(…)</c> or <c>cron(…)</c> expression.</param>
/// <param name="Description">The rule's description.</param>
/// <param name="Input">JSON text, or the path of a file in the project folder with this text.</param>
/// <param name="Enabled">Whether the rule is active.</param>
internal sealed record ScheduleEvent(
    string Name,
    string Schedule,
    string? Description,
    string? Input,
    bool? Enabled) : TemplateEvent(Name);

/// <summary>A function that authorizes calls of a REST API.</summary>
/// <param name="Name">The name that <c>RestApi.Authorizer</c> refers to.</param>
/// <param name="FunctionLogicalId">The <see cref="TemplateFunction.LogicalId"/> of its function.</param>
/// <param name="IdentityHeader">The header that carries the caller's identity.</param>
/// <param name="Type">The part of the request that the function gets.</param>
/// <param name="ResultTtlInSeconds">How long API Gateway caches a result. 0 means no caching.</param>
internal sealed record TemplateAuthorizer(
    string Name,
    string FunctionLogicalId,
    string IdentityHeader,
    AuthorizerType Type,
    int ResultTtlInSeconds);

internal enum AuthorizerType
{
    Token,
    Request,
}
