using LambdaCrud.Http;
using LambdaCrud.Tests.Support;

namespace LambdaCrud.Tests.Http;

/// <summary>RFC 9110 §13.1 and §13.2.2. An existing resource has the tag "v1". Without a tag, the resource does not exist.</summary>
public class PreconditionsTests
{
    private const string Current = "\"v1\"";

    [Theory]
    [InlineData("\"v1\"", nameof(PreconditionResult.Proceed))]
    [InlineData("\"v0\", \"v1\"", nameof(PreconditionResult.Proceed))]
    [InlineData("\"v0\",\"v1\" , \"v2\"", nameof(PreconditionResult.Proceed))]
    [InlineData("*", nameof(PreconditionResult.Proceed))]
    [InlineData("\"v0\"", nameof(PreconditionResult.Mismatch))]
    [InlineData("\"V1\"", nameof(PreconditionResult.Mismatch))]
    [InlineData("W/\"v1\"", nameof(PreconditionResult.Mismatch))]
    [InlineData("v1", nameof(PreconditionResult.Mismatch))]
    [InlineData("'v1'", nameof(PreconditionResult.Mismatch))]
    public void If_Match_uses_the_strong_comparison(string header, string expected) =>
        Assert.Equal(expected, $"{Evaluate(Current, ("If-Match", header))}");

    [Theory]
    [InlineData("\"v1\"", nameof(PreconditionResult.Unchanged))]
    [InlineData("W/\"v1\"", nameof(PreconditionResult.Unchanged))]
    [InlineData("\"v0\", W/\"v1\"", nameof(PreconditionResult.Unchanged))]
    [InlineData("*", nameof(PreconditionResult.Unchanged))]
    [InlineData("\"v0\"", nameof(PreconditionResult.Proceed))]
    [InlineData("v1", nameof(PreconditionResult.Proceed))]
    public void If_None_Match_uses_the_weak_comparison(string header, string expected) =>
        Assert.Equal(expected, $"{Evaluate(Current, ("If-None-Match", header))}");

    [Theory]
    [InlineData("If-Match", "*", nameof(PreconditionResult.Proceed))]
    [InlineData("If-Match", "\"v1\"", nameof(PreconditionResult.Mismatch))]
    [InlineData("If-Match", "W/\"v1\"", nameof(PreconditionResult.Mismatch))]
    [InlineData("If-None-Match", "*", nameof(PreconditionResult.Unchanged))]
    [InlineData("If-None-Match", "\"v1\"", nameof(PreconditionResult.Unchanged))]
    [InlineData("If-None-Match", "W/\"v1\"", nameof(PreconditionResult.Unchanged))]
    [InlineData("If-None-Match", "W/\"v0\"", nameof(PreconditionResult.Proceed))]
    public void A_weak_tag_of_the_resource_matches_If_None_Match_but_not_If_Match(string name, string header, string expected) =>
        Assert.Equal(expected, $"{Evaluate($"W/{Current}", (name, header))}");

    [Theory]
    [InlineData("If-Match", "*", nameof(PreconditionResult.Mismatch))]
    [InlineData("If-Match", "\"v1\"", nameof(PreconditionResult.Mismatch))]
    [InlineData("If-None-Match", "*", nameof(PreconditionResult.Proceed))]
    [InlineData("If-None-Match", "\"v1\"", nameof(PreconditionResult.Proceed))]
    public void A_resource_that_does_not_exist_matches_no_tag_and_no_star(string name, string header, string expected) =>
        Assert.Equal(expected, $"{Evaluate(null, (name, header))}");

    [Theory]
    [InlineData("If-Match", "\"v1\"", nameof(PreconditionResult.Proceed))]
    [InlineData("If-Match", "\"v1;gzip\"", nameof(PreconditionResult.Proceed))]
    [InlineData("If-Match", "\"v1;deflate\"", nameof(PreconditionResult.Proceed))]
    [InlineData("If-Match", "W/\"v1;gzip\"", nameof(PreconditionResult.Mismatch))]
    [InlineData("If-Match", "\"v0;gzip\"", nameof(PreconditionResult.Mismatch))]
    [InlineData("If-None-Match", "\"v1;gzip\"", nameof(PreconditionResult.Unchanged))]
    [InlineData("If-None-Match", "W/\"v1;gzip\"", nameof(PreconditionResult.Unchanged))]
    [InlineData("If-None-Match", "\"v1\"", nameof(PreconditionResult.Proceed))]
    [InlineData("If-None-Match", "\"v1;deflate\"", nameof(PreconditionResult.Proceed))]
    public void If_Match_takes_the_tag_of_any_coding_and_If_None_Match_only_the_tag_of_the_coding_that_the_client_accepts(
        string name, string header, string expected) =>
        Assert.Equal(expected, $"{Evaluate(Current, ("Accept-Encoding", "gzip"), (name, header))}");

    [Theory]
    [InlineData("\"v0\"", "\"v1\"", nameof(PreconditionResult.Mismatch))]
    [InlineData("\"v1\"", "\"v1\"", nameof(PreconditionResult.Unchanged))]
    [InlineData("\"v1\"", "\"v0\"", nameof(PreconditionResult.Proceed))]
    public void If_Match_is_evaluated_before_If_None_Match(string match, string noneMatch, string expected) =>
        Assert.Equal(expected, $"{Evaluate(Current, ("If-Match", match), ("If-None-Match", noneMatch))}");

    [Fact]
    public void Repeated_If_Match_headers_count_as_one_list() =>
        Assert.Equal(PreconditionResult.Proceed, Evaluate(Current, ("If-Match", "\"v0\""), ("If-Match", "\"v1\"")));

    [Fact]
    public void The_names_of_precondition_headers_are_case_insensitive() =>
        Assert.Equal(PreconditionResult.Mismatch, Evaluate(Current, ("iF-mAtCh", "\"v0\"")));

    [Fact]
    public void A_request_without_preconditions_proceeds()
    {
        Assert.Equal(PreconditionResult.Proceed, Evaluate(Current));
        Assert.Equal(PreconditionResult.Proceed, Evaluate(null));
    }

    [Theory]
    [InlineData("If-Match", "\"v1\"", true)]
    [InlineData("If-Match", "*", true)]
    [InlineData("If-None-Match", "*", true)]
    [InlineData("If-None-Match", "\"v1\"", false)]
    [InlineData("X-Other", "*", false)]
    public void Only_If_Match_and_If_None_Match_star_guard_a_replacement(string name, string header, bool expected) =>
        Assert.Equal(expected, Preconditions.Of(TestApi.Request("PUT", "/x", null, (name, header))).GuardsReplacement);

    [Theory]
    [InlineData("\"v0\"", true)]
    [InlineData("\"x\", \"v0\"", true)]
    [InlineData("\"v1\"", false)]
    [InlineData("*", false)]
    [InlineData("W/\"v0\"", false)]
    [InlineData("\"x\"", false)]
    [InlineData(null, false)]
    public void If_Match_held_just_before_if_it_names_the_previous_version_and_not_the_current_one(string? header, bool expected) =>
        Assert.Equal(expected, Of(header is null ? [] : [("If-Match", header)]).HeldJustBefore(Current, "\"v0\""));

    [Fact]
    public void HeldJustBefore_is_false_for_If_None_Match_and_for_a_first_version()
    {
        Assert.False(Of([("If-None-Match", "*")]).HeldJustBefore(Current, "\"v0\""));
        Assert.False(Of([("If-None-Match", "\"v1\"")]).HeldJustBefore(Current, "\"v0\""));
        Assert.False(Of([("If-Match", "\"v0\""), ("If-None-Match", "*")]).HeldJustBefore(Current, "\"v0\""));
        Assert.False(Of([("If-Match", "\"v0\"")]).HeldJustBefore(Current, previous: null));
    }

    [Fact]
    public void Preconditions_with_the_same_meaning_have_the_same_lines()
    {
        string[] lines = ["If-Match: \"a\", W/\"b\"", "If-None-Match: *"];

        Assert.Equal(lines, Of([("If-Match", "\"a\",W/\"b\""), ("If-None-Match", "*")]).Lines);
        Assert.Equal(lines, Of([("if-none-match", " * "), ("if-match", "W/\"b\""), ("if-match", "\"a\", \"a\"")]).Lines);
        Assert.Empty(Of([]).Lines);
    }

    private static Preconditions Of((string, string)[] headers) => Preconditions.Of(TestApi.Request("PUT", "/x", null, headers));

    private static PreconditionResult Evaluate(string? current, params (string, string)[] headers) =>
        Preconditions.Of(TestApi.Request("PUT", "/x", null, headers)).Evaluate(current);

    [Fact]
    public void A_star_among_tags_in_If_None_Match_guards_a_replacement() =>
        Assert.True(Preconditions.Of(TestApi.Request("PUT", "/x", null, ("If-None-Match", "\"v1\", *"))).GuardsReplacement);
}
