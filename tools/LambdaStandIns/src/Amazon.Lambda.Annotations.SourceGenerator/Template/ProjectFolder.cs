using System.Text;
using System.Xml.Linq;

using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Amazon.Lambda.Annotations.SourceGenerator.Template;

/// <summary>The folder of the compiled project. All file access happens here.</summary>
internal sealed class ProjectFolder
{
    private const string DefaultsFile = "aws-lambda-tools-defaults.json";

    private readonly string _path;

    private ProjectFolder(string path)
    {
        _path = path;
        var found = Directory.GetFiles(path, DefaultsFile, SearchOption.AllDirectories);
        var defaults = found.FirstOrDefault();
        IsDefaultsFileAmbiguous = defaults is not null && Path.GetDirectoryName(defaults) != path
            && (found.Length > 1 || IsBuildOutput(defaults));
        DefaultsPath = defaults;
        TemplatePath = Path.GetFullPath(
            defaults is not null && ReadTemplateName(defaults) is { Length: > 0 } name
                ? Path.Combine(Path.GetDirectoryName(defaults), name)
                : Path.Combine(path, "serverless.template"));
    }

    /// <summary>The file that may name the template, if there is one in or below the folder.</summary>
    public string? DefaultsPath { get; }

    /// <summary>Whether there are several candidates for the file, or the chosen file is in the build output.</summary>
    public bool IsDefaultsFileAmbiguous { get; }

    public string TemplatePath { get; }

    public bool HasTemplate => File.Exists(TemplatePath);

    /// <summary>The folder relative to the folder of the template, with forward slashes. <c>.</c> if both are the same.</summary>
    public string CodeUri
    {
        get
        {
            char[] separators = [Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar];
            var from = Path.GetDirectoryName(TemplatePath).Split(separators);
            var to = _path.Split(separators);
            var shared = from.Zip(to, (left, right) => left == right).TakeWhile(same => same).Count();
            string[] steps = [.. from.Skip(shared).Select(_ => ".."), .. to.Skip(shared)];
            return steps.Length == 0 ? "." : string.Join("/", steps);
        }
    }

    /// <summary>
    /// The nearest folder, from a source file upward, that contains exactly one C# project file.
    /// Null if there is no such folder or no such source file.
    /// </summary>
    public static ProjectFolder? Of(string sourcePath)
    {
        if (!File.Exists(sourcePath))
            return null;

        var folder = new DirectoryInfo(Path.GetDirectoryName(Path.GetFullPath(sourcePath)));
        while (folder is not null && folder.GetFiles("*.csproj").Length != 1)
            folder = folder.Parent;
        return folder is null ? null : new ProjectFolder(folder.FullName);
    }

    /// <summary>Whether the project file itself turns off the sentence about the generator in the template description.</summary>
    public bool SuppressesTelemetry()
    {
        using var project = File.OpenRead(Directory.GetFiles(_path, "*.csproj").Single());
        var properties = XDocument.Load(project).Descendants("PropertyGroup").Elements("AWSSuppressLambdaAnnotationsTelemetry");
        return string.Equals(properties.FirstOrDefault()?.Value, "true", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The text of the template. Empty if there is no template yet.</summary>
    public string ReadTemplate() => HasTemplate ? File.ReadAllText(TemplatePath) : "";

    /// <summary>Writes the template as UTF-8 without a byte order mark, unless the file already has this content.</summary>
    public void WriteTemplate(string text)
    {
        var bytes = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false).GetBytes(text);
        if (!HasTemplate || !File.ReadAllBytes(TemplatePath).SequenceEqual(bytes))
            File.WriteAllBytes(TemplatePath, bytes);
    }

    /// <summary>The input of a schedule: the content of the file that the text names, or else the text itself.</summary>
    public string ReadInput(string input)
    {
        if (input.IndexOfAny(Path.GetInvalidPathChars()) >= 0)
            return input;

        var path = Path.Combine(_path, input);
        return File.Exists(path) ? File.ReadAllText(path) : input;
    }

    private bool IsBuildOutput(string defaults) =>
        defaults.Substring(_path.Length + 1).Split(Path.DirectorySeparatorChar).First() is "bin" or "obj";

    private static string? ReadTemplateName(string defaults)
    {
        var name = Parse(File.ReadAllText(defaults))?["template"];
        if (name is JContainer)
            throw new TemplateException($"'template' in {defaults} must be a string.");
        return (string?)name;
    }

    /// <summary>The settings, or null if they cannot be parsed. The deployment tool reports such an error better.</summary>
    private static JObject? Parse(string text)
    {
        try
        {
            return JObject.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
