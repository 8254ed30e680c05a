namespace LambdaCrud.IntegrationTests.LostAnswers;

/// <summary>The laws that hold for every fault of the wire. Each law returns a sentence for each violation.</summary>
internal static class Laws
{
    private static readonly int[] Refusals = [404, 409, 412, 422];
    private static readonly int[] Open = [503, 504];

    /// <summary>An answer matches the stored state.</summary>
    public static IEnumerable<string> OfAnswer(Row row, Answer answer, Sight sight)
    {
        if (sight.Torn is { } torn)
            yield return $"{answer}, and what is stored is neither old nor new: {torn}";
        var statuses = answer.StatusesOf(sight.Effects.Count);
        if (statuses.Count != sight.Effects.Count)
        {
            yield return $"{answer} has {statuses.Count} parts of {sight.Effects.Count}";
            yield break;
        }

        foreach (var (part, effects) in sight.Effects.Index())
        {
            var status = statuses[part];
            if (effects is < 0 or > 1)
                yield return $"{answer}, and it took effect {effects} times";
            if (IsSuccess(status) && effects == 0)
                yield return $"{answer} although it did not take effect";
            if (status is >= 400 and < 500 && effects > 0)
                yield return $"{answer} although it took effect";
            if (!IsSuccess(status) && !Refusals.Contains(status) && !IsOpen(row, status) && status != row.Refusal)
                yield return $"{answer} says nothing that a client may rely on";
        }

        if (row.Refusal is { } refusal)
        {
            if (sight.Effects.Any(effects => effects != 0))
                yield return $"{answer}, and a request that is to be refused took effect";
            if (answer.Status != refusal && !IsOpen(row, answer.Status))
                yield return $"{answer} instead of {refusal}";
        }
        else if (IsSuccess(answer.Status) && Differs(answer, sight) is { } difference)
        {
            yield return $"{answer}, and the reply {difference}";
        }
    }

    /// <summary>A repeat over a wire without faults reports the result of the request.</summary>
    /// <param name="before">The stored state before the repeat.</param>
    /// <param name="after">The stored state after the repeat.</param>
    public static IEnumerable<string> OfRepeat(Row row, Answer repeat, Sight before, Sight after)
    {
        if (after.Torn is { } torn)
            yield return $"its repeat {repeat} left what is neither old nor new: {torn}";
        if (row.Refusal is { } refusal)
        {
            if (repeat.Status != refusal || after.Effects.Any(effects => effects != 0))
                yield return $"its repeat {repeat} instead of {refusal}, and took effect {after.Effects.Max()} times";
            yield break;
        }

        var statuses = repeat.StatusesOf(before.Effects.Count);
        for (var part = 0; part < before.Effects.Count; part++)
        {
            var (was, status) = (before.Effects[part], statuses[part]);
            var isTrue = row.Repeat switch
            {
                Repeat.IsAnother or Repeat.Completes or Repeat.Replays => IsSuccess(status),
                Repeat.CompletesOrConflicts => IsSuccess(status) || (was == 1 && status is 409 or 412),
                Repeat.CreatesOrFindsIt => status == (was == 1 ? 412 : 201),
                _ => status == (was == 1 ? 404 : 204),
            };
            var expected = row.Repeat == Repeat.IsAnother ? was + 1 : 1;
            if (!isTrue)
                yield return $"its repeat {repeat}, after it took effect {was} times";
            if (after.Effects[part] != expected)
                yield return $"with its repeat {repeat} it took effect {after.Effects[part]} times, not {expected}";
        }

        if (row.Repeat == Repeat.Replays && before.Effects is [var effect] && repeat.IsReplay != (effect == 1))
            yield return $"its repeat {repeat} {(repeat.IsReplay ? "says" : "does not say")} that it is a replay";
        if (IsSuccess(repeat.Status) && Differs(repeat, after) is { } difference)
            yield return $"its repeat {repeat} {difference}";
    }

    private static bool IsSuccess(int status) => status is >= 200 and < 300;

    /// <summary>
    /// API Gateway itself reports that a direct route's call broke off. It uses the same status when a function fails, see
    /// docs/direct-routes.md.
    /// </summary>
    private static bool IsOpen(Row row, int status) => Open.Contains(status) || (status == 502 && row.IsDirect);

    /// <summary>The difference between a reply and the stored item, or null.</summary>
    private static string? Differs(Answer answer, Sight sight)
    {
        if (answer.Json is not { } json || sight.Item is not { } item)
            return null;
        foreach (var member in (string[])["id", "version", "stock", "status", "name"])
        {
            if (json[member] is { } told && item.TryGetValue(member, out var stored) && told.ToString() != (stored.S ?? stored.N))
                return $"has {told} as {member}, stored is {stored.S ?? stored.N}";
        }

        return null;
    }
}
