using LocalGateway.Functions;
using LocalGateway.Tests.Support;

namespace LocalGateway.Tests.FunctionHosting;

public sealed class CodeVersionTests : IDisposable
{
    private readonly FunctionProject _project = new();
    private readonly CodeVersion _code;

    public CodeVersionTests() => _code = new(_project.Folder, isRebuilt: false, []);

    public void Dispose()
    {
        _code.Retire();
        _project.Dispose();
    }

    [Fact]
    public void No_rebuild_is_found_before_an_assembly_is_loaded()
    {
        _project.Build("Shop", "class One;");
        _project.Build("Shop", "class Two;");

        Assert.Null(_code.FindRebuilt());
    }

    [Fact]
    public void A_second_build_of_the_same_sources_does_not_count_as_a_rebuild()
    {
        _project.Build("Shop", "class One;");
        _code.Load("Shop");
        _project.Build("Shop", "class One;");

        Assert.Null(_code.FindRebuilt());
    }

    [Fact]
    public void A_changed_assembly_that_is_not_loaded_does_not_count_as_a_rebuild()
    {
        _project.Build("Shop", "class One;");
        _project.Build("Other", "class One;");
        _code.Load("Shop");
        _project.Build("Other", "class Two;");

        Assert.Null(_code.FindRebuilt());
    }

    [Fact]
    public void A_rebuild_is_found_only_when_every_assembly_is_complete()
    {
        _project.Build("Shop", "class One;");
        _project.Build("Library", "class One;");
        _code.Load("Shop");
        _code.Load("Library");
        var shop = _project.Build("Shop", "class Two;");

        _project.Write("Library", []);
        Assert.Null(_code.FindRebuilt());
        File.Delete(_project.PathOf("Library"));
        Assert.Null(_code.FindRebuilt());
        _project.Build("Library", "class One;");
        Assert.Equal("Shop.dll", _code.FindRebuilt());
        _project.Write("Shop", shop[..^1]);
        Assert.Null(_code.FindRebuilt());
    }

    [Fact]
    public void An_incomplete_assembly_file_has_no_module_version()
    {
        var path = _project.PathOf("Shop");
        var image = _project.Build("Shop", """class One { string Text => "a text"; }""");
        var whole = AssemblyFile.ReadModuleVersion(path);

        Assert.NotNull(whole);
        for (var length = 0; length < image.Length; length += 16)
        {
            _project.Write("Shop", image[..length]);
            Assert.Null(AssemblyFile.ReadModuleVersion(path));
        }
    }

    [Fact]
    public void A_native_library_has_no_module_version()
    {
        _project.Write("Native", "\u007fELF and more"u8.ToArray());

        Assert.Null(AssemblyFile.ReadModuleVersion(_project.PathOf("Native")));
    }
}
