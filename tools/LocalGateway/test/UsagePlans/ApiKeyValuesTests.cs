using LocalGateway.Model;
using LocalGateway.UsagePlans;

namespace LocalGateway.Tests.UsagePlans;

public sealed class ApiKeyValuesTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("api-keys-");

    [Fact]
    public void A_key_value_of_the_template_is_used_and_not_written_to_a_file()
    {
        var values = Open(TestPlan.Key);

        Assert.Equal(TestPlan.Value, values["Partner"]);
        Assert.Empty(_folder.GetFileSystemInfos());
    }

    [Fact]
    public void A_generated_key_value_has_40_letters_and_digits_and_stays_the_same_after_a_restart()
    {
        var first = Open(TestPlan.Key with { Value = null })["Partner"];

        Assert.Matches("^[A-Za-z0-9]{40}$", first);
        Assert.Equal(first, Open(TestPlan.Key with { Value = null })["Partner"]);
    }

    [Fact]
    public void Each_key_has_its_own_generated_value()
    {
        var values = Open(TestPlan.Key with { Value = null }, TestPlan.OtherKey with { Value = null });

        Assert.NotEqual(values["Partner"], values["Other"]);
    }

    [Fact]
    public void Only_the_owner_may_read_the_file_of_a_generated_value()
    {
        if (OperatingSystem.IsWindows())
            return;
        Open(TestPlan.Key with { Value = null });

        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite, Assert.Single(_folder.GetFiles("*", SearchOption.AllDirectories)).UnixFileMode);
    }

    [Fact]
    public void Parallel_generation_of_a_key_value_gives_one_value()
    {
        var values = new string[16];

        Parallel.For(0, values.Length, index => values[index] = Open(TestPlan.Key with { Value = null })["Partner"]);

        Assert.Single(values.Distinct());
        Assert.Single(_folder.GetFiles("*", SearchOption.AllDirectories));
    }

    [Fact]
    public void The_error_names_a_key_file_with_an_invalid_value()
    {
        Open(TestPlan.Key with { Value = null });
        var file = Assert.Single(_folder.GetFiles("*", SearchOption.AllDirectories)).FullName;
        File.WriteAllText(file, "short");

        var exception = Assert.Throws<GatewayException>(() => Open(TestPlan.Key with { Value = null }));

        Assert.Equal($"The API key Partner in {file} must have 20 to 128 characters.", exception.Message);
    }

    [Fact]
    public void The_error_names_a_key_file_that_cannot_be_used()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "api-keys"), "in the way");

        var exception = Assert.Throws<GatewayException>(() => Open(TestPlan.Key with { Value = null }));

        Assert.StartsWith(
            $"The API key Partner in {Path.Combine(_folder.FullName, "api-keys", "Partner.txt")} cannot be used: ",
            exception.Message,
            StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private IReadOnlyDictionary<string, string> Open(params ApiKey[] keys) =>
        ApiKeyValues.Open(new Deployment { ApiKeys = keys.ToDictionary(key => key.LogicalId) }, _folder.FullName);
}
