using LocalHost;
using LocalHost.MappingTemplates;

namespace LambdaCrud.IntegrationTests.Direct;

public sealed class TemplateFileTests
{
    [Fact]
    public void The_mapping_templates_in_serverless_template_match_their_vtl_files()
    {
        var text = File.ReadAllText(Repository.Template);

        Assert.True(
            text == TemplateLines.Update(text, Repository.Root, out var count),
            "A mapping template in serverless.template differs from its .vtl file. Run `dotnet dev.cs templates` and commit the change.");
        Assert.True(count > 10);
    }

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
