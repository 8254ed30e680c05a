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
        var texts = files.Select(File.ReadAllText).Append(File.ReadAllText(Repository.Template)).ToList();

        Assert.Every(files, file => Assert.Contains(texts, text => text.Contains($"{Path.GetFileName(file)}\"", StringComparison.Ordinal)));
    }
}
