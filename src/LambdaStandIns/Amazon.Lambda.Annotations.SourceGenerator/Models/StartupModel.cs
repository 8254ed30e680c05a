namespace Amazon.Lambda.Annotations.SourceGenerator.Models;

internal enum StartupForm
{
    ConfigureServices,
    ConfigureHostBuilder,
}

/// <summary>The class marked with <c>[LambdaStartup]</c>.</summary>
/// <param name="Type">Fully qualified.</param>
/// <param name="Form">Which of its methods builds the container.</param>
internal sealed record StartupModel(string Type, StartupForm Form);
