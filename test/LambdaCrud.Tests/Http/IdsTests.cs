using LambdaCrud.Http;

namespace LambdaCrud.Tests.Http;

public class IdsTests
{
    private static readonly DateTimeOffset Now = new(2026, 12, 1, 10, 20, 30, 456, TimeSpan.Zero);

    [Fact]
    public void A_new_id_is_valid_and_begins_with_the_time()
    {
        var id = Ids.New(Now);

        Assert.True(Ids.IsId(id));
        Assert.StartsWith($"{Now.ToUnixTimeMilliseconds() >> 16:x8}-{Now.ToUnixTimeMilliseconds() & 0xffff:x4}-7", id, StringComparison.Ordinal);
        Assert.NotEqual(id, Ids.New(Now));
    }

    [Theory]
    [InlineData(0, "0193517a-5d4c-7c1e-9a9f-aaaaaaaa0000")]
    [InlineData(99, "0193517a-5d4c-7c1e-9a9f-aaaaaaaa0063")]
    [InlineData(65_535, "0193517a-5d4c-7c1e-9a9f-aaaaaaaaffff")]
    public void A_numbered_id_ends_with_its_number(int index, string expected) =>
        Assert.Equal(expected, Ids.Numbered("0193517a-5d4c-7c1e-9a9f-aaaaaaaaaaaa", index));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0193517A-5d4c-7c1e-9a9f-aaaaaaaaaaaa")]
    [InlineData("{0193517a-5d4c-7c1e-9a9f-aaaaaaaaaaaa}")]
    [InlineData("0193517a5d4c7c1e9a9faaaaaaaaaaaa")]
    [InlineData("0193517a-5d4c-7c1e-9a9f-aaaaaaaaaaaa ")]
    public void A_text_that_is_not_a_canonical_UUID_is_not_an_id(string? text) => Assert.False(Ids.IsId(text));

    [Theory]
    [InlineData(-1)]
    [InlineData(65_536)]
    public void A_number_that_does_not_fit_into_an_id_throws(int index) =>
        Assert.Throws<OverflowException>(() => Ids.Numbered("0193517a-5d4c-7c1e-9a9f-aaaaaaaaaaaa", index));
}
