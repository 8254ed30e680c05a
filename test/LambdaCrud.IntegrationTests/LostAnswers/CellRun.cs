namespace LambdaCrud.IntegrationTests.LostAnswers;

/// <summary>Sends a request of the matrix and checks the result.</summary>
internal sealed class CellRun(Shop shop, Row row)
{
    private const int MaxRepeats = 5;

    /// <summary>Sends the request over a wire without faults. Retries with a new scene if a client timed out on a slow machine.</summary>
    /// <returns>The calls that the request needs.</returns>
    public async Task<IReadOnlyList<CallName>> DryAsync()
    {
        Scene scene;
        WireTap tap;
        Answer answer;
        var times = 0;
        do
        {
            scene = await row.StageAsync(shop);
            tap = shop.Wire.Tap(scene.Marks);
            answer = await SendAsync(scene);
            await tap.QuietAsync();
            shop.Wire.Remove(tap);
        }
        while (answer.IsOpen && tap.Overdue > 0 && ++times < MaxRepeats);

        var state = await scene.ReadStateAsync();
        string[] broken = [.. Rules.CheckAnswer(row, answer, state)];
        Assert.True(broken.Length == 0, $"{row}: {string.Join("; ", broken)}");
        Assert.True(row.Refusal is not null || !answer.IsOpen, $"{row}: {answer} over a wire without faults.");
        Assert.True(row.Refusal is null || answer.Status == row.Refusal, $"{row}: {answer}");
        return tap.Calls;
    }

    /// <summary>
    /// Sends the request with the fault. On a slow machine, the request's time can end before the call with the fault, or a function's time
    /// can end before it answers. Then it runs again with a new scene.
    /// </summary>
    /// <returns>A sentence for each broken rule.</returns>
    public async Task<IReadOnlyList<string>> RunAsync(Disturbance? disturbance)
    {
        for (var times = 0; times < MaxRepeats; times++)
        {
            if (await TryAsync(disturbance) is { } broken)
                return broken;
        }

        return [$"the fault affected no call, or the function did not answer, in {MaxRepeats} runs"];
    }

    /// <returns>Null if the time of the request or of the function ended, see <see cref="RunAsync"/>.</returns>
    private async Task<IReadOnlyList<string>?> TryAsync(Disturbance? disturbance)
    {
        var scene = await row.StageAsync(shop);
        var tap = shop.Wire.Tap(scene.Marks);
        try
        {
            tap.Disturb(disturbance);
            var answer = await SendAsync(scene);
            await tap.QuietAsync();
            var faultCount = tap.FaultCount;
            if (disturbance is not null && ((faultCount == 0 && answer.IsOpen) || (answer.Status == 502 && !row.IsDirect)))
                return null;
            var state = await scene.ReadStateAsync();
            List<string> broken = [.. Rules.CheckAnswer(row, answer, state)];
            if (disturbance is not null && faultCount == 0)
                broken.Add($"{answer}: the fault affected no call");
            if (broken.Count == 0 && (answer.IsOpen || row.Repeat == Repeat.Replays))
                broken.AddRange(await RepeatAsync(scene, tap, state));
            return broken;
        }
        finally
        {
            shop.Wire.Remove(tap);
        }
    }

    private async Task<IEnumerable<string>> RepeatAsync(Scene scene, WireTap tap, StoredState before)
    {
        (var repeat, before) = await SendAgainAsync(scene, tap, before);
        var after = await scene.ReadStateAsync();
        if (IsInProgress(repeat))
        {
            // The first attempt still holds the key. A transaction then had no effect, because it would have stored the reply. The
            // items of a batch are written before the reply, so the key's holder may have written them.
            string[] untrue = before.Effects.Count > 1 ? [] : [.. Rules.CheckAnswer(row with { Refusal = null }, repeat, after)];
            if (untrue.Length > 0)
                return untrue.Select(sentence => $"the repeat is {sentence}");
            await shop.EndLeaseAsync(scene.Subject, scene.Mark);
            (repeat, before) = await SendAgainAsync(scene, tap, before);
            after = await scene.ReadStateAsync();
        }

        return Rules.CheckRepeat(row, repeat, before, after);
    }

    /// <summary>Sends the request over a wire without faults. Retries if a client timed out on a slow machine.</summary>
    /// <returns>The last answer, and the stored state before the last request. An earlier request may have taken effect.</returns>
    private async Task<(Answer Answer, StoredState Before)> SendAgainAsync(Scene scene, WireTap tap, StoredState before)
    {
        for (var times = 1; ; times++)
        {
            tap.Disturb(null);
            var answer = await SendAsync(scene);
            await tap.QuietAsync();
            if (!answer.IsOpen || tap.Overdue == 0 || times == MaxRepeats)
                return (answer, before);
            before = await scene.ReadStateAsync();
        }
    }

    private static bool IsInProgress(Answer answer) => (string?)answer.Json?["code"] == "request-in-progress";

    private async Task<Answer> SendAsync(Scene scene)
    {
        using var response = await shop.SendAsync(scene.Request(), scene.Token);
        return await Answer.OfAsync(response);
    }
}
