namespace Distribution.Valkey;

/// <summary>
/// Asks all Sentinels at once. Once a majority has answered the others get a moment more, because one of them may know of a newer term; the newest
/// term wins, and among answers of one term the majority.
/// </summary>
internal sealed class SentinelLocator : IPrimaryLocator
{
    /// <summary>Sentinels on the same network answer in about 1 ms; one that has not after this is frozen, and must not delay a failover.</summary>
    private static readonly TimeSpan AfterMajority = TimeSpan.FromMilliseconds(50);

    private readonly ValkeyOptions _options;
    private readonly TimeProvider _time;
    private readonly SentinelWatch[] _watches;
    private long _newestEpoch = -1;

    public SentinelLocator(ValkeyOptions options, TimeProvider time, Random random)
    {
        _options = options;
        _time = time;
        _watches = [.. options.Sentinels.Select(s => new SentinelWatch(s, options, time, random, Learn, Changed.Raise))];
    }

    public ChangeSignal Changed { get; } = new();

    public async Task<ValkeyEndpoint> FindAsync(CancellationToken cancellation)
    {
        List<SentinelAnswer> answers = [];
        var asked = _watches.Select(w => w.AskAsync(cancellation)).ToList();
        using var limit = new CancellationTokenSource(_options.SentinelTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        try
        {
            while (asked.Count > 0)
            {
                var next = await Task.WhenAny(asked).WaitAsync(either.Token);
                asked.Remove(next);
                if (await next is { } answer)
                {
                    answers.Add(answer);
                    if (answers.Count == (_watches.Length / 2) + 1)
                    {
                        limit.CancelAfter(AfterMajority);
                    }
                }
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // who has not answered by now does not count
        }

        return answers.Count > 0 ? SentinelAnswer.Best(answers) : throw new ValkeyUnavailableException(
            $"None of the {_watches.Length} Sentinels ({string.Join(", ", _options.Sentinels)}) names a primary of '{_options.Service}'.", mayHaveBeenExecuted: false);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var watch in _watches)
        {
            await watch.DisposeAsync();
        }
    }

    private void Learn(SentinelAnswer answer)
    {
        var known = Volatile.Read(ref _newestEpoch);
        while (answer.Epoch > known)
        {
            var found = Interlocked.CompareExchange(ref _newestEpoch, answer.Epoch, known);
            if (found == known)
            {
                Changed.Raise();
                return;
            }

            known = found;
        }
    }
}
