using System.Globalization;
using FsCheck.Xunit;

namespace LambdaCrud.Tests;

public class Rfc3339Tests
{
    [Property]
    public void A_time_has_three_decimals_which_are_cut_and_not_rounded(uint ticks)
    {
        var utc = DateTime.UnixEpoch.AddTicks(12_345_678_901L * ticks);

        Assert.Equal(utc.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture), Rfc3339.Text(utc));
    }

    [Fact]
    public void The_first_and_the_last_time_are_written()
    {
        Assert.Equal("0001-01-01T00:00:00.000Z", Rfc3339.Text(DateTime.SpecifyKind(DateTime.MinValue, DateTimeKind.Utc)));
        Assert.Equal("9999-12-31T23:59:59.999Z", Rfc3339.Text(DateTime.SpecifyKind(DateTime.MaxValue, DateTimeKind.Utc)));
    }
}
