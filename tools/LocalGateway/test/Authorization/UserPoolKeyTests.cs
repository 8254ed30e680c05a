using LocalGateway.Authorization;

namespace LocalGateway.Tests.Authorization;

public sealed class UserPoolKeyTests : IDisposable
{
    private readonly string _data = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    [Fact]
    public void A_key_is_made_at_first_need_and_kept()
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
    public void Of_many_who_need_it_at_once_one_makes_it_for_all()
    {
        var keys = new string[8];

        Parallel.For(0, keys.Length, index => keys[index] = UserPoolKey.Open(TestPool.Pool, _data).SecurityKey.KeyId);

        Assert.Single(keys.Distinct());
        Assert.Single(Directory.GetFiles(Path.Combine(_data, "user-pools")));
    }

    [Fact]
    public void Only_its_owner_may_read_it()
    {
        UserPoolKey.Open(TestPool.Pool, _data);

        var file = Assert.Single(Directory.GetFiles(Path.Combine(_data, "user-pools")));

        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public void A_file_that_is_no_key_is_named_in_the_error()
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
