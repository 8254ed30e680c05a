using System.Text.RegularExpressions;
using LocalHost;

namespace LambdaCrud.IntegrationTests;

public sealed partial class DocLinkTests
{
    private static readonly string[] Unpublished = ["bin", "obj", ".local", ".git", "node_modules"];

    [Fact]
    public void Every_relative_link_of_a_page_leads_to_a_file_and_every_fragment_to_a_heading()
    {
        var links = Assert.Some(
            from page in Pages()
            from Match link in Link().Matches(File.ReadAllText(page))
            let parts = link.Groups[1].Value.Split('#')
            let target = parts[0].Length == 0 ? page : Path.GetFullPath(parts[0], Path.GetDirectoryName(page)!)
            select (Page: page, Link: link.Groups[1].Value, Target: target, Heading: parts.ElementAtOrDefault(1)));

        Assert.Equal([], links.Where(link => !Leads(link.Target, link.Heading)).Select(link => $"{link.Page}: {link.Link}"));
    }

    /// <summary>A path in backticks that starts with a folder of the repository.</summary>
    [Fact]
    public void Every_path_that_a_page_names_exists()
    {
        var paths = Assert.Some(
            from page in Pages()
            from Match path in NamedPath().Matches(File.ReadAllText(page))
            select (Page: page, Path: path.Groups[1].Value.TrimEnd('/')));

        Assert.Equal([], paths.Where(path => !Path.Exists(Path.Combine(Repository.Root, path.Path))));
    }

    private static IReadOnlyList<string> Pages() => Assert.Some(
        Directory.EnumerateFiles(Repository.Root, "*.md", SearchOption.AllDirectories)
            .Where(page => !Path.GetRelativePath(Repository.Root, page).Split(Path.DirectorySeparatorChar).Intersect(Unpublished).Any()));

    private static bool Leads(string target, string? heading) =>
        Path.Exists(target) && (heading is null || File.ReadLines(target).Any(line => line.StartsWith('#') && Anchor(line) == heading));

    // The anchor as GitHub generates it: lower case, no punctuation, hyphens for spaces.
    private static string Anchor(string heading) =>
        Punctuation().Replace(heading.TrimStart('#').Trim().ToLowerInvariant(), "").Replace(' ', '-');

    [GeneratedRegex(@"\]\(((?!https?:)[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"`((?:src|test|tools|docs)/[\w./-]+)`")]
    private static partial Regex NamedPath();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex Punctuation();
}
