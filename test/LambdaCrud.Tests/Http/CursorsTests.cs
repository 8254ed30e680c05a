using System.Buffers.Text;
using System.Text;
using LambdaCrud.Http;
using LambdaCrud.Tests.Support;

namespace LambdaCrud.Tests.Http;

public class CursorsTests
{
    private const string Scope = "GET /things sort=name";
    private const string Position = """{"pk":"THING#1","name":"Ünï"}""";

    private readonly StillTime _time = new(new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public void A_cursor_opens_to_the_position_that_it_was_made_for()
    {
        Assert.True(Open(Seal(), out var position));
        Assert.Equal(Position, position);
    }

    [Fact]
    public void A_cursor_has_only_characters_that_need_no_escape_in_a_query() => Assert.Matches("^[A-Za-z0-9_-]+$", Seal());

    [Fact]
    public void A_cursor_does_not_open_for_another_scope() => Assert.False(Cursors().TryOpen("GET /things sort=price", Seal(), out _));

    [Fact]
    public void A_cursor_does_not_open_after_its_first_byte_is_moved_to_the_scope()
    {
        var cursor = Base64Url.DecodeFromChars(Seal());
        var moved = Base64Url.EncodeToString(cursor.AsSpan(1));

        Assert.False(Cursors().TryOpen(Scope + (char)cursor[0], moved, out _));
    }

    [Fact]
    public void A_cursor_does_not_open_with_another_key() =>
        Assert.False(new Cursors(new string('x', 32), _time).TryOpen(Scope, Seal(), out _));

    [Fact]
    public void A_cursor_with_any_changed_bit_does_not_open()
    {
        var bytes = Base64Url.DecodeFromChars(Seal());
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            var forged = bytes.ToArray();
            forged[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(Open(Base64Url.EncodeToString(forged), out _), $"bit {bit}");
        }
    }

    [Fact]
    public void A_shortened_cursor_does_not_open()
    {
        var cursor = Seal();
        for (var length = 0; length < cursor.Length; length++)
            Assert.False(Open(cursor[..length], out _), $"length {length}");
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("garbage!")]
    [InlineData("=====")]
    [InlineData("\u0000\ud800ü")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("eyJwayI6eyJTIjoiUFJPRFVDVCMxIn19")]
    public void Text_that_is_not_a_cursor_does_not_open(string cursor) => Assert.False(Open(cursor, out _));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3599)]
    public void A_cursor_is_valid_for_24_hours_from_the_beginning_of_its_hour(int second)
    {
        var hour = _time.Now;
        _time.Now = hour.AddSeconds(second);
        var cursor = Seal();

        _time.Now = hour.AddHours(24).AddSeconds(-1);
        Assert.True(Open(cursor, out _));

        _time.Now = hour.AddHours(24);
        Assert.False(Open(cursor, out _));
    }

    [Fact]
    public void The_cursor_of_a_position_stays_the_same_within_an_hour()
    {
        var cursor = Seal();

        _time.Now += TimeSpan.FromSeconds(3599);
        Assert.Equal(cursor, Seal());

        _time.Now += TimeSpan.FromSeconds(1);
        Assert.NotEqual(cursor, Seal());
    }

    private Cursors Cursors() => new(TestApi.SigningKey, _time);

    private string Seal() => Cursors().Seal(Scope, Position);

    private bool Open(string cursor, out string? position) => Cursors().TryOpen(Scope, cursor, out position);

    [Fact]
    public void A_cursor_does_not_open_for_another_scope_of_the_same_length() =>
        Assert.False(Cursors().TryOpen(Scope[..^1] + 'x', Seal(), out _));

    [Fact]
    public void A_cursor_for_an_empty_position_opens()
    {
        Assert.True(Open(Cursors().Seal(Scope, ""), out var position));
        Assert.Equal("", position);
    }

    [Fact]
    public void The_end_of_a_scope_cannot_be_moved_into_the_cursor()
    {
        // The end of this scope reads like the beginning of a cursor: a format, and a time that has not expired.
        const string Start = "GET /things q=";
        const string End = "\u0001\0\0\0\0j@@@";
        _time.Now = DateTimeOffset.FromUnixTimeSeconds(0x6a404040);
        var cursor = Base64Url.DecodeFromChars(Cursors().Seal(Start + End, Position));

        var forged = Base64Url.EncodeToString([.. Encoding.UTF8.GetBytes(End), .. cursor]);

        Assert.False(Cursors().TryOpen(Start, forged, out _));
    }
}
