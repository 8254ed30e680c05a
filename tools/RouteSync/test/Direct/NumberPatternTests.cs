using System.Globalization;
using System.Text.RegularExpressions;
using RouteSync.Direct;

namespace RouteSync.Tests.Direct;

public sealed class NumberPatternTests
{
    [Fact]
    public void A_pattern_of_100_is_short() => Assert.Equal("0*([1-9][0-9]?|100)", NumberPattern.UpTo(100));

    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    [InlineData(12)]
    [InlineData(20)]
    [InlineData(99)]
    [InlineData(205)]
    [InlineData(999)]
    public void A_pattern_matches_exactly_the_numbers_up_to_its_maximum(int max)
    {
        var pattern = new Regex($@"\A(?:{NumberPattern.UpTo(max)})\z");

        Assert.Equal(
            Enumerable.Range(1, max),
            Enumerable.Range(0, 2000).Where(number => pattern.IsMatch(number.ToString(CultureInfo.InvariantCulture))));
        Assert.Matches(pattern, $"000{max}");
        Assert.DoesNotMatch(pattern, "");
    }
}
