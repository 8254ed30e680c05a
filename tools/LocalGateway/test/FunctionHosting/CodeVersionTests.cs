using LocalGateway.Functions;
using LocalGateway.Tests.Support;

namespace LocalGateway.Tests.FunctionHosting;

public sealed class CodeVersionTests : IDisposable
{
    private readonly FunctionProject _project = new();
    private readonly CodeVersion _code;

    public CodeVersionTests() => _code = new(_project.Folder, isRebuilt: false);

    public void Dispose()
    {
        _code.Retire();
        _project.Dispose();
    }

    [Fact]
    public void Before_anything_is_loaded_nothing_was_rebuilt()
    {
        _project.Build("Shop", "class One;");
        _project.Build("Shop", "class Two;");

        Assert.Null(_code.FindRebuilt());
    }

    [Fact]
    public void The_same_sources_built_again_are_no_rebuild()
    {
        _project.Build("Shop", "class One;");
        _code.Load("Shop");
        _project.Build("Shop", "class One;");

        Assert.Null(_code.FindRebuilt());
    }

    [Fact]
    public void An_assembly_that_is_not_used_may_change()
    {
        _project.Build("Shop", "class One;");
        _project.Build("Other", "class One;");
        _code.Load("Shop");
        _project.Build("Other", "class Two;");

        Assert.Null(_code.FindRebuilt());
    }

    [Fact]
    public void A_build_is_waited_for_until_every_assembly_is_whole()
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
    public void Of_no_part_of_an_assembly_is_its_version_read()
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
    public void A_library_that_is_not_managed_code_has_no_version()
    {
        _project.Write("Native", "\u007fELF and more"u8.ToArray());

        Assert.Null(AssemblyFile.ReadModuleVersion(_project.PathOf("Native")));
    }
}
