using System.Security.Cryptography;
using System.Text;
using LambdaCrud.Telemetry;
using LambdaCrud.Tests.Support;

namespace LambdaCrud.Tests.Telemetry;

public class CallerHashTests
{
    /// <summary>Calculated with another program, from RFC 5869 and RFC 2104.</summary>
    [Fact]
    public void It_is_the_beginning_of_an_HMAC_under_a_key_derived_from_the_secret() =>
        Assert.Equal("f76d8d5322b62bc3", new CallerHash(TestApi.SigningKey).Of("the-subject"));

    [Fact]
    public void A_caller_keeps_the_name_in_every_environment() =>
        Assert.Equal(new CallerHash(TestApi.SigningKey).Of("a"), new CallerHash(TestApi.SigningKey).Of("a"));

    [Fact]
    public void Callers_differ() =>
        Assert.NotEqual(new CallerHash(TestApi.SigningKey).Of("a"), new CallerHash(TestApi.SigningKey).Of("b"));

    [Fact]
    public void Who_guesses_the_sub_but_not_the_secret_finds_nothing()
    {
        const string Guess = "0193517a-5d4c-7c1e-9a9f-0123456789ab";

        var hash = new CallerHash(TestApi.SigningKey).Of(Guess);

        Assert.NotEqual(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Guess)))[..16], hash);
        Assert.NotEqual(new CallerHash(new string('0', 32)).Of(Guess), hash);
    }
}
