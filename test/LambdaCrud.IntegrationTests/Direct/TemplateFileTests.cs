using LocalHost;

namespace LambdaCrud.IntegrationTests.Direct;

public sealed class TemplateFileTests
{
    [Fact]
    public void Each_vtl_file_is_used()
    {
        var sources = Path.Combine(Repository.Root, "src", "LambdaCrud");
        var files = Directory.GetFiles(sources, "*.vtl", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal));
        // A file that replaces a generated template is named in the template. The generators of RouteSync parse shared files.
        var generators = Directory.GetFiles(Path.Combine(Repository.Root, "tools", "RouteSync", "src", "Direct"), "*.cs");
        var texts = files.Concat(generators).Append(Repository.Template).Select(File.ReadAllText).ToList();

        Assert.Every(files, file => Assert.Contains(texts, text => text.Contains(Path.GetFileName(file), StringComparison.Ordinal)));
    }
}
