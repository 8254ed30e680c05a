using LambdaCrud.Http;
using LambdaCrud.Idempotency;
using LambdaCrud.Tests.Support;

namespace LambdaCrud.Tests.Idempotency;

public class IdempotencyKeyTests
{
    [Theory]
    [InlineData("8e03978e-40d5-43dd-bc93-6894a57f9324", "8e03978e-40d5-43dd-bc93-6894a57f9324")]
    [InlineData("\"8e03978e-40d5-43dd-bc93-6894a57f9324\"", "8e03978e-40d5-43dd-bc93-6894a57f9324")]
    [InlineData("!~#{}'", "!~#{}'")]
    [InlineData("a\"b", "a\"b")]
    [InlineData("""
        "a\"b\\c"
        """, """a"b\c""")]
    public void A_key_is_visible_ASCII_with_or_without_quotes(string header, string key)
    {
        Assert.True(IdempotencyKey.TryRead(With(header), out var read, out _));
        Assert.Equal(key, read?.Text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"\"")]
    [InlineData("a b")]
    [InlineData("\"a b\"")]
    [InlineData("é")]
    [InlineData("a\tb")]
    [InlineData("a\u007f")]
    [InlineData("\"")]
    [InlineData("\"a")]
    [InlineData("\"a\"b\"")]
    [InlineData("\"a\\\"")]
    [InlineData("\"a\\b\"")]
    [InlineData("\"a\";x=1")]
    public void An_invalid_key_is_refused_even_if_the_key_is_optional(string header)
    {
        Assert.False(IdempotencyKey.TryRead(With(header), out _, out var refusal));
        Assert.Equal("idempotency-key-required", refusal.Problem!.Code);
        Assert.False(IdempotencyKey.TryRead(With(KeyUse.Optional, header), out _, out _));
    }

    [Theory]
    [InlineData(255, true)]
    [InlineData(256, false)]
    public void A_key_has_at_most_255_characters_without_its_quotes(int length, bool isKey)
    {
        Assert.Equal(isKey, IdempotencyKey.TryRead(With(new string('k', length)), out _, out _));
        Assert.Equal(isKey, IdempotencyKey.TryRead(With($"\"{new string('k', length)}\""), out _, out _));
    }

    [Fact]
    public void A_request_with_two_keys_is_refused() => Assert.False(IdempotencyKey.TryRead(With("a", "b"), out _, out _));

    [Fact]
    public void A_request_without_a_key_is_refused_only_if_the_key_is_required()
    {
        Assert.False(IdempotencyKey.TryRead(With(), out _, out _));
        Assert.True(IdempotencyKey.TryRead(With(KeyUse.Optional), out var key, out _));
        Assert.Null(key);
    }

    private static ApiCall With(params string[] values) => With(KeyUse.Required, values);

    private static ApiCall With(KeyUse keyUse, params string[] values) =>
        TestRoute.Call(keyUse, [.. values.Select(value => ("idempotency-key", value))]);
}
