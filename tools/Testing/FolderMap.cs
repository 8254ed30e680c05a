using System.Text.RegularExpressions;

/// <summary>The folders of a project and the folders that they use, by their <c>using</c> lines. Files at the top may use all.</summary>
internal sealed partial class FolderMap
{
    private readonly string _folder;
    private readonly string _rootNamespace;
    private readonly IReadOnlyDictionary<string, string[]> _plan;
    private readonly string[]? _ofOthers;

    /// <param name="project">
    /// The project file, relative to a folder above the tests. Its name is the root namespace, and the name of a folder follows it.
    /// </param>
    /// <param name="plan">Each folder with the folders that it may use.</param>
    /// <param name="ofOthers">The folders that a folder may use if the plan does not have it. Null if the plan must have every folder.</param>
    public FolderMap(string project, IReadOnlyDictionary<string, string[]> plan, string[]? ofOthers = null)
    {
        var above = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(above.FullName, project)))
            above = above.Parent ?? throw new FileNotFoundException($"No folder above the tests has {project}.");
        _folder = Path.GetDirectoryName(Path.Combine(above.FullName, project))!;
        _rootNamespace = Path.GetFileNameWithoutExtension(project);
        _plan = plan;
        _ofOthers = ofOthers;
    }

    /// <summary>The using lines that the plan does not allow, each as <c>file: folder → folder</c>.</summary>
    public IEnumerable<string> AgainstThePlan() =>
        from use in Uses()
        where !_plan.GetValueOrDefault(use.From, _ofOthers ?? []).Contains(use.To)
        select $"{use.File}: {use.From} → {use.To}";

    /// <summary>Uses that the plan allows but no file has, folders that the plan lacks, and folders that no longer exist.</summary>
    public IEnumerable<string> NotInTheCode()
    {
        var uses = Uses().Select(use => (use.From, use.To)).ToHashSet();
        return _plan.SelectMany(entry => entry.Value.Where(to => !uses.Contains((entry.Key, to))).Select(to => $"{entry.Key} → {to}"))
            .Concat(Folders().Except(_plan.Keys).Where(_ => _ofOthers is null).Select(missing => $"{missing} is not in the plan"))
            .Concat(_plan.Keys.Except(Folders()).Select(gone => $"{gone} is not a folder"));
    }

    /// <summary>Folders that use each other, directly or through others, each with a file whose using line is part of the circle.</summary>
    public IEnumerable<string> Circles()
    {
        var uses = Uses().ToLookup(use => use.From);
        return from start in Folders() from use in uses[start] where Reaches(use.To, start, []) select $"{use.File}: {start} → {use.To} → … → {start}";

        bool Reaches(string from, string target, HashSet<string> seen) =>
            from == target || (seen.Add(from) && uses[from].Any(use => Reaches(use.To, target, seen)));
    }

    private IReadOnlyList<string> Folders() =>
    [
        .. Directory.GetDirectories(_folder).Select(path => Path.GetFileName(path)!)
            .Where(name => Directory.EnumerateFiles(Path.Combine(_folder, name), "*.cs", SearchOption.AllDirectories).Any())
            .Except(["bin", "obj"]).Order(),
    ];

    private IEnumerable<(string File, string From, string To)> Uses() =>
        from name in Folders()
        from file in Directory.EnumerateFiles(Path.Combine(_folder, name), "*.cs", SearchOption.AllDirectories).Order()
        from Match use in Using().Matches(File.ReadAllText(file))
        where use.Groups["root"].Value == _rootNamespace
        let to = use.Groups["folder"].Value
        where to != name && Folders().Contains(to)
        select (Path.GetRelativePath(_folder, file), name, to);

    [GeneratedRegex(@"(?m)^using (?:static |\w+ = )?(?<root>\w+)\.(?<folder>\w+)(?:\.[\w.]+)?;")]
    private static partial Regex Using();
}
