using Amazon.Lambda.Annotations.SourceGenerator.Models;

namespace Amazon.Lambda.Annotations.SourceGenerator.Emission;

/// <summary>
/// Writes the constructor. It creates the objects that live as long as the execution environment. Without a startup class these are the
/// class of the function and the serializer. With a startup class it is the service container.
/// </summary>
internal static class Construction
{
    public static void Write(CodeWriter code, FunctionModel function, ProjectFacts project, StartupModel? startup, string serializer)
    {
        if (startup is null)
        {
            code.Lines($"private readonly {function.ClassType} __function;");
            if (UsesSerializer(function))
                code.Lines($"private readonly {serializer} __serializer;");
        }
        else
        {
            code.Lines($"private readonly {TypeNames.DependencyInjection}.ServiceProvider __services;");
        }

        code.Line();
        code.Lines("/// <summary>Creates the objects that the function uses for the whole life of its execution environment.</summary>");
        code.Block($"public {function.GeneratedClassName}()", () =>
        {
            WriteExecutionEnvironment(code, project);
            switch (startup?.Form)
            {
                case StartupForm.ConfigureServices:
                    WriteServices(code, function, startup, serializer);
                    break;
                case StartupForm.ConfigureHostBuilder:
                    WriteHost(code, function, startup, serializer);
                    break;
                default:
                    code.Lines($"__function = new {function.ClassType}();");
                    code.Lines($"{(UsesSerializer(function) ? "__serializer" : "_")} = new {serializer}();");
                    break;
            }
        });
    }

    private static void WriteExecutionEnvironment(CodeWriter code, ProjectFacts project)
    {
        var mark = TypeNames.Literal($"lib/amazon-lambda-annotations#{project.AnnotationsVersion}");
        code.Lines($"""
            var __environment = global::System.Environment.GetEnvironmentVariable("AWS_EXECUTION_ENV");
            global::System.Environment.SetEnvironmentVariable(
                "AWS_EXECUTION_ENV", string.IsNullOrEmpty(__environment) ? {mark} : __environment + "_" + {mark});
            """);
    }

    /// <summary>The registrations of the startup class come last, so they win.</summary>
    private static void WriteServices(CodeWriter code, FunctionModel function, StartupModel startup, string serializer) =>
        code.Lines($"""
            var __collection = new {TypeNames.DependencyInjection}.ServiceCollection();
            {Registrations("__collection", function, serializer)}
            new {startup.Type}().ConfigureServices(__collection);
            __services = {TypeNames.ContainerBuilderExtensions}.BuildServiceProvider(__collection);
            {FirstResolution(function)}
            """);

    /// <summary>
    /// The registrations of the startup class come first. The function and the host have separate containers, as with the published
    /// generator. The code does not wait for the host, whose background services run in parallel with the function.
    /// </summary>
    private static void WriteHost(CodeWriter code, FunctionModel function, StartupModel startup, string serializer) =>
        code.Lines($"""
            var __builder = new {startup.Type}().ConfigureHostBuilder();
            {Registrations("__builder.Services", function, serializer)}
            __services = {TypeNames.ContainerBuilderExtensions}.BuildServiceProvider(__builder.Services);
            _ = {TypeNames.HostExtensions}.RunAsync(__builder.Build());
            {FirstResolution(function)}
            """);

    /// <summary>All functions create a serializer, as with the published generator: its constructor may have side effects.</summary>
    private static bool UsesSerializer(FunctionModel function) => function.Kind == FunctionKind.RestApi;

    private static string Registrations(string services, FunctionModel function, string serializer) =>
        $"""
        {TypeNames.ServiceCollectionExtensions}.AddSingleton<{function.ClassType}>({services});
        {TypeNames.ServiceCollectionExtensions}.AddSingleton<{serializer}>({services});
        """;

    /// <summary>A class that cannot be created fails here and not at the first event.</summary>
    private static string FirstResolution(FunctionModel function) =>
        $"_ = {TypeNames.ServiceProviderExtensions}.GetRequiredService<{function.ClassType}>(__services);";
}
