using System.Text.Json.Nodes;

namespace LocalGateway.Template.Resources;

/// <summary>Whether a function can run: a .NET class library or a program, whose code is on this machine.</summary>
internal sealed class FunctionRequirements(Section function, TemplateOptions options, TemplateDiagnostics diagnostics)
{
    /// <summary>The first reason why a partial deployment cannot run the function.</summary>
    public string? Unavailable { get; private set; }

    /// <summary>One cause gives one finding: an image has no runtime, no handler and no code of its own.</summary>
    public void Check()
    {
        var package = function.Text("PackageType") ?? "Zip";
        var runtime = function.Text("Runtime");
        if (package != "Zip")
        {
            CannotRun("PackageType", $"'{package}' is not supported, only Zip");
            foreach (var image in (string[])["ImageConfig", "ImageUri"])
                function.Node(image);
        }
        else if (runtime is null)
        {
            function.Wrong("Runtime", "is required");
        }
        else if (!runtime.StartsWith("dotnet", StringComparison.Ordinal) && !runtime.StartsWith("provided", StringComparison.Ordinal))
        {
            CannotRun("Runtime", $"'{runtime}' is not supported: only dotnet and provided runtimes");
        }
        else if (!function.Has("Handler"))
        {
            function.Wrong("Handler", "is required");
        }

        // The remaining members change nothing for a function that does not run.
        foreach (var name in (string[])["DurableConfig", "FileSystemConfigs", "Layers", "TenancyConfig"])
        {
            if (function.Has(name) && function.Node(name) is not JsonArray { Count: 0 } && Unavailable is null)
                CannotRun(name, "not supported");
        }
    }

    /// <summary>The path of the code as the template or the options say; null if the function does not run.</summary>
    public string? CodePath()
    {
        var inline = function.Node("InlineCode");
        var code = function.Node("CodeUri") ?? function.Node("Code");
        if (Unavailable is not null || function.Text("PackageType") is not (null or "Zip"))
            return null;
        if (inline is not null || (code as JsonObject)?["ZipFile"] is not null)
            CannotRun(inline is null ? "Code" : "InlineCode", "this runtime has no inline code");
        else if (code is null)
            function.Wrong("CodeUri", "is required");
        else if (Scalars.Text(code) is { } path && !path.Contains("://", StringComparison.Ordinal))
            return path;
        else if (options.CodePath is not null)
            return Path.GetFullPath(options.CodePath);
        else
            CannotRun(function.Has("CodeUri") ? "CodeUri" : "Code", "the code is in S3: give the folder of its project with --code PATH");
        return null;
    }

    private void CannotRun(string member, string reason)
    {
        var kept = diagnostics.CannotRun(function.PathOf(member), reason);
        Unavailable ??= kept is null ? null : $"the function {Name} has {member}: {reason}";
    }

    private string Name => function.Path[..^".Properties".Length];
}
