using RouteSync.Direct;
using RouteSync.Tests.Sample;
using RouteSync.Tests.Template;

namespace RouteSync.Tests;

public sealed class TemplateSyncTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _project;
    private readonly string _template;
    private readonly string _assembly;

    public TemplateSyncTests()
    {
        // The sample API is this assembly, and the folder of a project has the name of its assembly.
        _project = _folder.File(Path.GetFileNameWithoutExtension(SampleApi.Assembly));
        _assembly = TemplateSync.AssemblyOf(_project);
        foreach (var file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "SharedTemplates")))
            Copy(file, Path.Combine(_project, DirectTemplates.SharedFolder, Path.GetFileName(file)));
        Copy(SampleApi.Assembly, _assembly);
        Copy(Path.ChangeExtension(SampleApi.Assembly, ".xml"), Path.ChangeExtension(_assembly, ".xml"));
        _template = _folder.Write("template.json", SampleTemplate.Text);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_that_replaces_a_template_is_in_the_template_after_the_next_write()
    {
        var sync = new TemplateSync(_project, _template);
        sync.Write();
        Assert.Lacks("a shorter answer", File.ReadAllText(_template), StringComparison.Ordinal);

        WriteResponse("## a comment\n{\"text\": \"a shorter answer\"}\n");
        sync.Write();

        Assert.Contains("a shorter answer", File.ReadAllText(_template), StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_names_file_line_and_column_and_the_template_stays_as_it_is()
    {
        var sync = new TemplateSync(_project, _template);
        sync.Write();
        var before = File.ReadAllText(_template);
        var file = WriteResponse("{\n  #if($x\n}\n");

        var error = Assert.Throws<RouteSyncException>(sync.Write);

        Assert.StartsWith($"{file}(", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllText(_template));
    }

    [Fact]
    public void The_assembly_is_read_again_only_if_it_was_built_again()
    {
        var sync = new TemplateSync(_project, _template);
        sync.Write();
        var written = File.GetLastWriteTimeUtc(_assembly);

        File.WriteAllText(_assembly, "");
        File.SetLastWriteTimeUtc(_assembly, written);
        sync.Write();
        File.SetLastWriteTimeUtc(_assembly, written.AddSeconds(1));
        var error = Assert.Throws<RouteSyncException>(sync.Write);

        Assert.StartsWith($"The assembly {_assembly} cannot be read: ", error.Message, StringComparison.Ordinal);
    }

    private string WriteResponse(string text)
    {
        var file = Path.Combine(_project, "Notes", "GetNote.response.vtl");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
        return file;
    }

    private static void Copy(string source, string target)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Copy(source, target);
    }
}
