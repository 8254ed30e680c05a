using LocalGateway.Model;
using LocalGateway.UsagePlans;

namespace LocalGateway.Tests.UsagePlans;

public sealed class ApiKeyValuesTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("api-keys-");

    [Fact]
    public void A_value_of_the_template_is_used_and_not_kept()
    {
        var values = Open(TestPlan.Key);

        Assert.Equal(TestPlan.Value, values["Partner"]);
        Assert.Empty(_folder.GetFileSystemInfos());
    }

    [Fact]
    public void A_generated_value_has_40_letters_and_digits_and_outlives_a_restart()
    {
        var first = Open(TestPlan.Key with { Value = null })["Partner"];

        Assert.Matches("^[A-Za-z0-9]{40}$", first);
        Assert.Equal(first, Open(TestPlan.Key with { Value = null })["Partner"]);
    }

    [Fact]
    public void Each_key_has_a_value_of_its_own()
    {
        var values = Open(TestPlan.Key with { Value = null }, TestPlan.OtherKey with { Value = null });

        Assert.NotEqual(values["Partner"], values["Other"]);
    }

    [Fact]
    public void Only_the_owner_may_read_a_generated_value()
    {
        if (OperatingSystem.IsWindows())
            return;
        Open(TestPlan.Key with { Value = null });

        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite, Assert.Single(_folder.GetFiles("*", SearchOption.AllDirectories)).UnixFileMode);
    }

    [Fact]
    public void Several_processes_that_generate_a_value_at_once_agree_on_one()
    {
        var values = new string[16];

        Parallel.For(0, values.Length, index => values[index] = Open(TestPlan.Key with { Value = null })["Partner"]);

        Assert.Single(values.Distinct());
        Assert.Single(_folder.GetFiles("*", SearchOption.AllDirectories));
    }

    [Fact]
    public void A_file_that_was_spoiled_is_told()
    {
        Open(TestPlan.Key with { Value = null });
        var file = Assert.Single(_folder.GetFiles("*", SearchOption.AllDirectories)).FullName;
        File.WriteAllText(file, "short");

        var exception = Assert.Throws<GatewayException>(() => Open(TestPlan.Key with { Value = null }));

        Assert.Equal($"The API key Partner in {file} must have 20 to 128 characters.", exception.Message);
    }

    [Fact]
    public void A_folder_that_cannot_be_used_is_told()
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
