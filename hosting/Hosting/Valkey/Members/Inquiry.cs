namespace Distribution.Hosting.Valkey;

/// <summary>
/// One question at a time to somebody who may be frozen: whoever asks waits for a moment only, and a question that is still unanswered is not asked again.
/// So a frozen member makes a look slow by that moment, not by a time-out. An answer that came between two looks is old, and is asked for anew.
/// </summary>
internal sealed class Inquiry<T>(Func<Task<T?>> ask, TimeProvider time)
    where T : class
{
    private Task<T?>? _asked;

    /// <summary>Not for several callers at once.</summary>
    public async Task<T?> AnswerAsync(TimeSpan within, CancellationToken cancellation)
    {
        var asked = _asked is { IsCompleted: false } open ? open : ask();
        _asked = asked;
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        if (await Task.WhenAny(asked, Task.Delay(within, time, over.Token)) != asked)
        {
            cancellation.ThrowIfCancellationRequested();
            return null;
        }

        await over.CancelAsync();
        return await asked;
    }
}
