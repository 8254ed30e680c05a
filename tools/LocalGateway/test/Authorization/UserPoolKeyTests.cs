using LocalGateway.Authorization;

namespace LocalGateway.Tests.Authorization;

public sealed class UserPoolKeyTests : IDisposable
{
    private readonly string _data = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    [Fact]
    public void A_key_is_created_at_first_use_and_kept()
    {
        var first = UserPoolKey.Open(TestPool.Pool, _data);
        var second = UserPoolKey.Open(TestPool.Pool, _data);

        Assert.Equal(first.SecurityKey.KeyId, second.SecurityKey.KeyId);
    }

    [Fact]
    public void Each_pool_has_its_own_key()
    {
        var first = UserPoolKey.Open(TestPool.Pool, _data);
        var second = UserPoolKey.Open(TestPool.Pool with { PoolId = "us-east-1_other1234" }, _data);

        Assert.NotEqual(first.SecurityKey.KeyId, second.SecurityKey.KeyId);
    }

    [Fact]
    public void Simultaneous_first_uses_create_only_one_key()
    {
        var keys = new string[8];

        Parallel.For(0, keys.Length, index => keys[index] = UserPoolKey.Open(TestPool.Pool, _data).SecurityKey.KeyId);

        Assert.Single(keys.Distinct());
        Assert.Single(Directory.GetFiles(Path.Combine(_data, "user-pools")));
    }

    [Fact]
    public void Only_the_owner_may_read_the_key_file()
    {
        UserPoolKey.Open(TestPool.Pool, _data);

        var file = Assert.Single(Directory.GetFiles(Path.Combine(_data, "user-pools")));

        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public void The_error_for_an_invalid_key_file_names_the_file_and_the_pool()
    {
        Directory.CreateDirectory(Path.Combine(_data, "user-pools"));
        var file = Path.Combine(_data, "user-pools", "us-east-1_aBcDeFgHi.pem");
        File.WriteAllText(file, "garbage");

        var exception = Assert.Throws<GatewayException>(() => UserPoolKey.Open(TestPool.Pool, _data));

        Assert.Contains(file, exception.Message, StringComparison.Ordinal);
        Assert.Contains("Users", exception.Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        if (Directory.Exists(_data))
            Directory.Delete(_data, recursive: true);
    }
}
