using System.Security.Cryptography;
using System.Text;
using LambdaCrud.Telemetry;
using LambdaCrud.Tests.Support;

namespace LambdaCrud.Tests.Telemetry;

public class CallerHashTests
{
    /// <summary>Calculated with another program, from RFC 5869 and RFC 2104.</summary>
    [Fact]
    public void The_hash_of_a_caller_is_the_start_of_an_HMAC_with_a_key_derived_from_the_secret() =>
        Assert.Equal("f76d8d5322b62bc3", new CallerHash(TestApi.SigningKey).Of("the-subject"));

    [Fact]
    public void A_caller_has_the_same_hash_in_every_environment() =>
        Assert.Equal(new CallerHash(TestApi.SigningKey).Of("a"), new CallerHash(TestApi.SigningKey).Of("a"));

    [Fact]
    public void Different_callers_have_different_hashes() =>
        Assert.NotEqual(new CallerHash(TestApi.SigningKey).Of("a"), new CallerHash(TestApi.SigningKey).Of("b"));

    [Fact]
    public void A_guessed_sub_gives_another_hash_without_the_secret()
    {
        const string Guess = "0193517a-5d4c-7c1e-9a9f-0123456789ab";

        var hash = new CallerHash(TestApi.SigningKey).Of(Guess);

        Assert.NotEqual(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Guess)))[..16], hash);
        Assert.NotEqual(new CallerHash(new string('0', 32)).Of(Guess), hash);
    }
}
