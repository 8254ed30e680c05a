namespace RouteSync.Tests.Scaffolding;

public sealed class AddCommandTests : IDisposable
{
    private const string Startup = """
        using Shop.Http;
        using Shop.Notes;
        using Shop.Storage;

        namespace Shop;

        internal sealed class Startup
        {
            public void ConfigureServices(IServiceCollection services)
            {
                services.AddSingleton(new NoteStore(DynamoDbClients.Retrying, _settings.TableName));
                services.AddSingleton<IdempotentRequests>();
            }
        }

        """;

    private readonly TemporaryFolder _folder = new();
    private readonly string _startup;

    public AddCommandTests()
    {
        foreach (var project in (string[])["src/Shop", "test/Shop.Tests", "test/Shop.IntegrationTests"])
            Directory.CreateDirectory(Path.Combine(_folder.Path, project));
        _startup = Write("src/Shop/Startup.cs", Startup);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_command_writes_the_code_and_the_tests_of_a_resource()
    {
        var (exitCode, output, errors) = await AddAsync("gift-cards");

        Assert.Equal((0, ""), (exitCode, errors));
        string[] written =
        [
            "src/Shop/GiftCards/GiftCard.cs",
            "src/Shop/GiftCards/GiftCardFunctions.cs",
            "src/Shop/GiftCards/GiftCardRoutes.cs",
            "src/Shop/GiftCards/GiftCardStore.cs",
            "src/Shop/GiftCards/GiftCardsJson.cs",
            "test/Shop.IntegrationTests/GiftCards/GiftCardRequests.cs",
            "test/Shop.IntegrationTests/GiftCards/GiftCardsTests.cs",
            "test/Shop.Tests/GiftCards/CreateGiftCardTests.cs",
        ];
        Assert.Equal(written.Append("src/Shop/Startup.cs").Order(StringComparer.Ordinal), Files());
        Assert.Every(written, path => Assert.Contains($"written: {Path.Combine(_folder.Path, path)}\n", output, StringComparison.Ordinal));
        Assert.Every(written, path => Assert.Lacks("__", Read(path), StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_path_of_the_resource_is_once_in_its_code_and_once_in_its_tests()
    {
        await AddAsync("gift-cards");

        foreach (var files in Assert.Some(Files().ToLookup(file => file.StartsWith("src/", StringComparison.Ordinal))))
            Assert.Single(files, file => Read(file).Split("\"/gift-cards\"").Length == 2);
    }

    [Theory]
    [InlineData("gift-cards")]
    [InlineData("annotations")]
    [InlineData("vouchers")]
    public async Task No_line_is_longer_than_140_characters_and_the_using_lines_are_sorted(string name)
    {
        await AddAsync(name);

        foreach (var file in Assert.Some(Files()))
        {
            var lines = Read(file).Split('\n');
            Assert.Every(lines, line => Assert.InRange(line.Length, 0, 140));
            var usings = lines.Where(line => line.StartsWith("using ", StringComparison.Ordinal)).Select(line => line.TrimEnd(';')).ToList();
            Assert.Equal(usings.OrderBy(IsStatic).ThenBy(IsOther).ThenBy(line => line, StringComparer.OrdinalIgnoreCase), usings);
        }

        static bool IsStatic(string line) => line.StartsWith("using static ", StringComparison.Ordinal);

        static bool IsOther(string line) => !line.StartsWith("using System", StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_command_registers_the_store_after_the_last_store_and_adds_the_namespace()
    {
        var (_, output, _) = await AddAsync("gift-cards");

        Assert.Contains($"changed: {_startup}\n", output, StringComparison.Ordinal);
        Assert.Equal(
            Startup
                .Replace("using Shop.Http;\n", "using Shop.GiftCards;\nusing Shop.Http;\n", StringComparison.Ordinal)
                .Replace(
                    "        services.AddSingleton<",
                    "        services.AddSingleton(new GiftCardStore(_settings.TableName));\n"
                    + "        services.AddSingleton<",
                    StringComparison.Ordinal),
            await File.ReadAllTextAsync(_startup));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("internal sealed class Startup;\n")]
    public async Task Without_a_place_for_the_store_the_command_prints_the_line_to_add(string? startup)
    {
        File.Delete(_startup);
        if (startup is not null)
            Write("src/Shop/Startup.cs", startup);

        var (exitCode, output, _) = await AddAsync("reviews");

        Assert.Equal(0, exitCode);
        Assert.Contains(
            "Add this line to the services of the API: "
            + "services.AddSingleton(new ReviewStore(_settings.TableName));\n",
            output,
            StringComparison.Ordinal);
        if (startup is not null)
            Assert.Equal(startup, await File.ReadAllTextAsync(_startup));
    }

    [Theory]
    [InlineData("src/Shop/Reviews/Old.cs", "Reviews exists already. Nothing was written.")]
    [InlineData("test/Shop.Tests/Reviews/Old.cs", "Reviews exists already. Nothing was written.")]
    [InlineData("test/Shop.IntegrationTests/Reviews/Old.cs", "Reviews exists already. Nothing was written.")]
    [InlineData("test/Shop.Reviews/Old.cs", "Shop.Reviews exists already. Nothing was written.")]
    public async Task Nothing_is_overwritten(string existing, string message)
    {
        Write(existing, "old");

        await ShouldRefuseAsync(message, "reviews");

        Assert.Equal("old", Read(existing));
    }

    [Theory]
    [InlineData("internal sealed record Review(string Id);", "has the type Review. Choose another name for the resource.")]
    [InlineData("internal static class Reviews;", "has the type Reviews. Choose another name for the resource.")]
    [InlineData("internal struct ReviewInput;", "has the type ReviewInput. Choose another name for the resource.")]
    [InlineData("const string Path = \"/reviews\";", "has the path /reviews. Choose another name for the resource.")]
    public async Task A_name_or_path_that_the_code_already_has_is_refused(string code, string message)
    {
        Write("src/Shop/Notes/Note.cs", code);

        await ShouldRefuseAsync(message, "reviews");
    }

    [Theory]
    [InlineData("tasks")]
    [InlineData("names")]
    [InlineData("puts")]
    public async Task A_name_that_the_code_of_a_resource_uses_for_something_else_is_refused(string name) =>
        await ShouldRefuseAsync("itself. Choose another name for the resource.", name);

    [Theory]
    [InlineData("src/Shop")]
    [InlineData("test/Shop.Tests")]
    [InlineData("test/Shop.IntegrationTests")]
    public async Task A_missing_project_is_refused(string project)
    {
        Directory.Delete(Path.Combine(_folder.Path, project), recursive: true);

        await ShouldRefuseAsync("A resource has code and two kinds of tests.", "reviews");
    }

    private async Task ShouldRefuseAsync(string message, string name)
    {
        var before = Files();

        var (exitCode, output, errors) = await AddAsync(name);

        Assert.Equal((1, ""), (exitCode, output));
        Assert.StartsWith("error: ", errors, StringComparison.Ordinal);
        Assert.EndsWith($"{message}\n", errors, StringComparison.Ordinal);
        Assert.Single(errors.TrimEnd().Split('\n'));
        Assert.Equal(before, Files());
    }

    private Task<(int ExitCode, string Output, string Errors)> AddAsync(string name) => RouteSyncProcess.RunAsync(
        ["add", "resource", name, "--project", Path.Combine(_folder.Path, "src/Shop"), "--tests", Path.Combine(_folder.Path, "test")]);

    private string Write(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_folder.Path, file))!);
        return _folder.Write(file, text);
    }

    private string Read(string file) => File.ReadAllText(Path.Combine(_folder.Path, file));

    private List<string> Files() =>
    [
        .. Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(_folder.Path, file).Replace('\\', '/')).Order(StringComparer.Ordinal),
    ];
}
