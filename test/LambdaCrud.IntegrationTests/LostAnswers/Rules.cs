namespace LambdaCrud.IntegrationTests.LostAnswers;

/// <summary>The rules that hold under every fault of the wire. Each check returns a sentence for each violation.</summary>
internal static class Rules
{
    private static readonly int[] Refusals = [404, 409, 412, 422];
    private static readonly int[] Open = [503, 504];

    /// <summary>Checks that an answer matches the stored state.</summary>
    public static IEnumerable<string> CheckAnswer(Row row, Answer answer, StoredState state)
    {
        if (state.Inconsistency is { } inconsistency)
            yield return $"{answer}, but the stored state is neither the old one nor the requested one: {inconsistency}";
        var statuses = answer.StatusesOf(state.Effects.Count);
        if (statuses.Count != state.Effects.Count)
        {
            yield return $"{answer} has {statuses.Count} statuses for {state.Effects.Count} parts";
            yield break;
        }

        foreach (var (part, effects) in state.Effects.Index())
        {
            var status = statuses[part];
            if (effects is < 0 or > 1)
                yield return $"{answer}, but the request took effect {effects} times";
            if (IsSuccess(status) && effects == 0)
                yield return $"{answer}, but the request did not take effect";
            if (status is >= 400 and < 500 && effects > 0)
                yield return $"{answer}, but the request took effect";
            if (!IsSuccess(status) && !Refusals.Contains(status) && !IsOpen(row, status) && status != row.Refusal)
                yield return $"{answer} is not a documented status of this request";
        }

        if (row.Refusal is { } refusal)
        {
            if (state.Effects.Any(effects => effects != 0))
                yield return $"{answer}, but the request took effect and should have been refused";
            if (answer.Status != refusal && !IsOpen(row, answer.Status))
                yield return $"{answer} instead of {refusal}";
        }
        else if (IsSuccess(answer.Status) && Differs(answer, state) is { } difference)
        {
            yield return $"{answer}, but the reply {difference}";
        }
    }

    /// <summary>Checks that a repeat over a wire without faults reports the result of the request.</summary>
    /// <param name="before">The stored state before the repeat.</param>
    /// <param name="after">The stored state after the repeat.</param>
    public static IEnumerable<string> CheckRepeat(Row row, Answer repeat, StoredState before, StoredState after)
    {
        if (after.Inconsistency is { } inconsistency)
            yield return $"after the repeat {repeat}, the stored state is neither the old one nor the requested one: {inconsistency}";
        if (row.Refusal is { } refusal)
        {
            if (repeat.Status != refusal || after.Effects.Any(effects => effects != 0))
                yield return $"the repeat is {repeat} instead of {refusal}, and the request took effect {after.Effects.Max()} times";
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
                yield return $"the repeat is {repeat}, but before it the request took effect {was} times";
            if (after.Effects[part] != expected)
                yield return $"after the repeat {repeat}, the request has taken effect {after.Effects[part]} times, not {expected}";
        }

        if (row.Repeat == Repeat.Replays && before.Effects is [var effect] && repeat.IsReplay != (effect == 1))
            yield return $"the repeat {repeat} {(repeat.IsReplay ? "says" : "does not say")} that it is a replay";
        if (IsSuccess(repeat.Status) && Differs(repeat, after) is { } difference)
            yield return $"the repeat {repeat} {difference}";
    }

    private static bool IsSuccess(int status) => status is >= 200 and < 300;

    /// <summary>
    /// API Gateway itself reports a broken call of a direct route. It uses the same status when a function fails, see
    /// docs/direct-routes.md.
    /// </summary>
    private static bool IsOpen(Row row, int status) => Open.Contains(status) || (status == 502 && row.IsDirect);

    /// <summary>The difference between a reply and the stored item, or null.</summary>
    private static string? Differs(Answer answer, StoredState state)
    {
        if (answer.Json is not { } json || state.Item is not { } item)
            return null;
        foreach (var member in (string[])["id", "version", "stock", "status", "name"])
        {
            if (json[member] is { } told && item.TryGetValue(member, out var stored) && told.ToString() != (stored.S ?? stored.N))
                return $"has {member} {told}, but {stored.S ?? stored.N} is stored";
        }

        return null;
    }
}
