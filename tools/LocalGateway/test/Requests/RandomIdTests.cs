using LocalGateway.Requests;

namespace LocalGateway.Tests.Requests;

public sealed class RandomIdTests
{
    [Fact]
    public void A_UUID_has_the_version_4_and_the_variant_of_RFC_9562()
    {
        for (var index = 0; index < 100; index++)
            Assert.Matches("^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$", RandomId.Uuid());
    }

    [Fact]
    public void Ids_differ()
    {
        Assert.NotEqual(RandomId.Uuid(), RandomId.Uuid());
        Assert.NotEqual(RandomId.Base64(11), RandomId.Base64(11));
    }

    [Fact]
    public void Base64_has_the_length_of_its_bytes() => Assert.Equal(11, Convert.FromBase64String(RandomId.Base64(11)).Length);
}
