using System.Text.RegularExpressions;

namespace RouteSync.Scaffolding;

/// <summary>The files of a new resource: one route with a function, one direct route, and their tests.</summary>
/// <param name="Project">The folder of the API's project. Its name is the root namespace.</param>
/// <param name="Tests">The folder with the test projects <c>{project}.Tests</c> and <c>{project}.IntegrationTests</c>.</param>
internal sealed partial record ResourceScaffold(string Project, string Tests, ResourceName Name)
{
    private string ProjectName => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(Project)));

    private string Source => Path.Combine(Project, Name.PluralType);

    private string UnitTests => Path.Combine(Tests, $"{ProjectName}.Tests");

    private string HttpTests => Path.Combine(Tests, $"{ProjectName}.IntegrationTests");

    private string Startup => Path.Combine(Project, "Startup.cs");

    /// <summary>The file with the shapes of the resource, which a person edits first.</summary>
    public string Shapes => Path.Combine(Source, $"{Name.SingularType}.cs");

    private IEnumerable<(string Path, string Template)> Files =>
    [
        (Shapes, "Entity"),
        (Path.Combine(Source, $"{Name.SingularType}Routes.cs"), "Routes"),
        (Path.Combine(Source, $"{Name.SingularType}Functions.cs"), "Functions"),
        (Path.Combine(Source, $"{Name.SingularType}Store.cs"), "Store"),
        (Path.Combine(Source, $"{Name.PluralType}Json.cs"), "Json"),
        (Path.Combine(UnitTests, Name.PluralType, $"Create{Name.SingularType}Tests.cs"), "UnitTests"),
        (Path.Combine(HttpTests, Name.PluralType, $"{Name.SingularType}Requests.cs"), "Requests"),
        (Path.Combine(HttpTests, Name.PluralType, $"{Name.PluralType}Tests.cs"), "HttpTests"),
    ];

    /// <summary>Writes all files, or none if the resource cannot be added.</summary>
    /// <returns>The files that were written.</returns>
    /// <exception cref="RouteSyncException">Something with this name exists already.</exception>
    public IReadOnlyList<string> Write()
    {
        RefuseTakenNames();
        var files = Files.Select(file => (file.Path, Text: Usings.Sort(Name.FillIn(Template(file.Template), ProjectName)))).ToList();
        foreach (var (path, text) in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using var file = new StreamWriter(new FileStream(path, FileMode.CreateNew));
            file.Write(text);
        }

        return [.. files.Select(file => file.Path)];
    }

    /// <summary>The line that registers the store of the resource.</summary>
    public string Registration => $"services.AddSingleton(new {Name.SingularType}Store(_settings.TableName));";

    /// <summary>Registers the store after the last store in Startup.cs.</summary>
    /// <returns>The changed file, or null if there is no such place.</returns>
    public string? Register()
    {
        var text = File.Exists(Startup) ? File.ReadAllText(Startup) : "";
        if (RegisteredStore().Matches(text).LastOrDefault() is not { } last)
            return null;
        var added = text.Insert(last.Index + last.Length, $"{last.Groups["indent"].Value}{Registration}\n");
        File.WriteAllText(Startup, Usings.Add(added, $"{ProjectName}.{Name.PluralType}"));
        return Startup;
    }

    private void RefuseTakenNames()
    {
        foreach (var folder in (string[])[Project, UnitTests, HttpTests])
        {
            if (!Directory.Exists(folder))
                throw new RouteSyncException($"There is no folder {folder}. A resource has code and two kinds of tests.");
        }

        // A test project with the name of the resource would have its namespace.
        var project = Path.Combine(Tests, $"{ProjectName}.{Name.PluralType}");
        if (Files.Select(file => Path.GetDirectoryName(file.Path)!).Append(project).FirstOrDefault(Path.Exists) is { } taken)
            throw new RouteSyncException($"{taken} exists already. Nothing was written.");

        string[] names =
        [
            Name.PluralType, Name.SingularType, $"{Name.PluralType}Json",
            .. ((string[])["Input", "Response", "Routes", "Functions", "Store"]).Select(end => Name.SingularType + end),
        ];
        // The code of a resource uses some names itself. In the namespace of the resource, they would mean the resource.
        var used = Files.SelectMany(file => Identifier().Matches(Template(file.Template)).Select(match => match.Value));
        if (names.Intersect(used).FirstOrDefault() is { } own)
            throw new RouteSyncException($"The code of a resource uses the name {own} itself. Choose another name for the resource.");
        foreach (var file in Directory.EnumerateFiles(Project, "*.cs", SearchOption.AllDirectories).Where(IsSource))
        {
            var text = File.ReadAllText(file);
            if (DeclaredType().Matches(text).Select(match => match.Groups["name"].Value).Intersect(names).FirstOrDefault() is { } type)
                throw new RouteSyncException($"{file} has the type {type}. Choose another name for the resource.");
            if (text.Contains($"\"/{Name.Plural}\"", StringComparison.Ordinal))
                throw new RouteSyncException($"{file} has the path /{Name.Plural}. Choose another name for the resource.");
        }
    }

    private bool IsSource(string file) =>
        !Path.GetRelativePath(Project, file).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj");

    private static string Template(string name)
    {
        using var stream = typeof(ResourceScaffold).Assembly.GetManifestResourceStream($"{name}.txt")
            ?? throw new InvalidOperationException($"The scaffold has no template {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"^(?<indent>[ \t]*)services\.AddSingleton\(new \w+Store\(.*\n", RegexOptions.Multiline)]
    private static partial Regex RegisteredStore();

    [GeneratedRegex(@"\b(?:class|record|struct|enum|interface) (?<name>\w+)")]
    private static partial Regex DeclaredType();

    [GeneratedRegex(@"(?<![\w_])[A-Z][A-Za-z0-9]*(?![\w_])")]
    private static partial Regex Identifier();
}
