namespace Amazon.Lambda.Annotations.SourceGenerator.Template;

/// <summary>What the template must hold for a compilation: everything its synchronisation reads from the code.</summary>
/// <remarks>Without functions too: the template may still hold those that left the code.</remarks>
/// <param name="SourcePaths">The files with class declarations. The first one that lies in a project folder tells which one it is.</param>
/// <param name="Runtime">The Lambda runtime's identifier, such as <c>dotnet10</c>.</param>
/// <param name="Functions">In the order in which new ones are to appear in the template.</param>
/// <param name="Authorizers">The Lambda authorizers of the REST API.</param>
internal sealed record TemplateInput(
    EquatableArray<string> SourcePaths,
    string Runtime,
    EquatableArray<TemplateFunction> Functions,
    EquatableArray<TemplateAuthorizer> Authorizers);

/// <summary>One annotated function; what its attribute leaves unset is 0 or null here.</summary>
/// <param name="LogicalId">The id of the function's resource.</param>
/// <param name="Handler">The handler string, <c>Assembly::Namespace.Type::Method</c>.</param>
/// <param name="PackageType">How the function is packed for Lambda.</param>
/// <param name="Timeout">In seconds.</param>
/// <param name="MemorySize">In MB.</param>
/// <param name="Role">An ARN, or <c>@</c> and the name of a parameter or a resource.</param>
/// <param name="Policies">Separated by commas; each a name, or <c>@</c> and the name of a parameter or a resource.</param>
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

/// <summary>One event attribute; what the attribute leaves unset is null.</summary>
/// <param name="Name">The key among the function's <c>Events</c>.</param>
internal abstract record TemplateEvent(string Name);

/// <param name="Verb">The name of the <c>LambdaHttpMethod</c>: <c>Get</c>, <c>Any</c>, …</param>
/// <param name="Path">The route template as the attribute has it.</param>
/// <param name="Authorizer">The name of one of the <see cref="TemplateInput.Authorizers"/>.</param>
internal sealed record ApiEvent(string Verb, string Path, string? Authorizer) : TemplateEvent("Root" + Verb)
{
    /// <summary>The method as SAM writes it: <c>GET</c>, <c>ANY</c>, …</summary>
    public string Method => Verb.ToUpperInvariant();
}

/// <param name="Name">The attribute's <c>ResourceName</c>.</param>
/// <param name="Stream">An ARN, or <c>@</c> and the name of a parameter or of a table.</param>
/// <param name="StartingPosition"><c>LATEST</c> or <c>TRIM_HORIZON</c>.</param>
/// <param name="BatchSize">Records a call.</param>
/// <param name="Enabled">Whether the mapping is active.</param>
/// <param name="MaximumBatchingWindowInSeconds">How long Lambda gathers records.</param>
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
/// <param name="Input">JSON text, or the path of a file in the project folder that holds it.</param>
/// <param name="Enabled">Whether the rule is active.</param>
internal sealed record ScheduleEvent(
    string Name,
    string Schedule,
    string? Description,
    string? Input,
    bool? Enabled) : TemplateEvent(Name);

/// <summary>A function that authorizes calls of a REST API.</summary>
/// <param name="Name">What <c>RestApi.Authorizer</c> calls it.</param>
/// <param name="FunctionLogicalId">The <see cref="TemplateFunction.LogicalId"/> of its function.</param>
/// <param name="IdentityHeader">The header that carries the caller's identity.</param>
/// <param name="Type">What the function is given.</param>
/// <param name="ResultTtlInSeconds">How long API Gateway caches an answer; 0 is not at all.</param>
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
