using Amazon.Lambda.Annotations.SourceGenerator.Parsing;

namespace Amazon.Lambda.Annotations.SourceGenerator.Models;

internal enum StartupForm
{
    ConfigureServices,
    ConfigureHostBuilder,
}

/// <summary>The class marked with <c>[LambdaStartup]</c>.</summary>
/// <param name="Type">The type name, fully qualified.</param>
/// <param name="Form">Which method of the class builds the container.</param>
/// <param name="PrintedNames">The same class as the published generator names it.</param>
internal sealed record StartupModel(string Type, StartupForm Form, EquatableArray<PrintedName> PrintedNames);
