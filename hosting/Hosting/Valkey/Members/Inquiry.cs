namespace Distribution.Hosting.Valkey;

/// <summary>
/// One question at a time to somebody who may be frozen: whoever asks waits for a moment only, and a question that is still unanswered is not asked again.
/// So a frozen member makes a look slow by that moment, not by a time-out. One that is only far away always answers after that moment: its answer is what the next look gets, unless a newer one comes.
/// </summary>
internal sealed class Inquiry<T>(Func<Task<T?>> ask, TimeProvider time)
    where T : class
{
    private Task<T?>? _untold;

    /// <summary>Not for several callers at once.</summary>
    public async Task<T?> AnswerAsync(TimeSpan within, CancellationToken cancellation)
    {
        var late = _untold is { IsCompleted: true } ended ? ended : null;
        var asked = late is null && _untold is { } open ? open : ask();
        _untold = asked;
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        if (await Task.WhenAny(asked, Task.Delay(within, time, over.Token)) != asked)
        {
            cancellation.ThrowIfCancellationRequested();
            return late is null ? null : await late;
        }

        await over.CancelAsync();
        _untold = null;
        return await asked;
    }
}
