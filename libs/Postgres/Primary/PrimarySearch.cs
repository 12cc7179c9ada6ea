using Distribution.Postgres.Retry;

namespace Distribution.Postgres.Primary;

/// <summary>
/// Asks every member at once, and each again after a pause, until one is a primary. A frozen member delays only the questions to itself.
/// The search lives while somebody waits for it.
/// </summary>
internal sealed class PrimarySearch
{
    private readonly CancellationTokenSource _abandoned = new();
    private readonly TaskCompletionSource<CurrentPrimary> _found = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly IReadOnlyList<HostPool> _hosts;
    private readonly TimeProvider _time;
    private readonly TaskCompletionSource _allHeard = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _choosing = new();
    private readonly long _began;
    private int _unheard;

    public PrimarySearch(IReadOnlyList<HostPool> hosts, TimeProvider time)
    {
        _hosts = hosts;
        _time = time;
        _began = time.GetTimestamp();
        _unheard = hosts.Count;
    }

    public Task<CurrentPrimary> Found => _found.Task;

    /// <summary>How long it has been going on.</summary>
    public TimeSpan Age => _time.GetElapsedTime(_began);

    /// <summary>Whether every member has said something, if only that it refuses.</summary>
    public bool AllHeard => _allHeard.Task.IsCompleted;

    /// <summary>How many wait; guarded by the tracker's lock.</summary>
    public int Waiting { get; set; }

    /// <param name="known">Whether a primary was known before: then every one that is accepted is at least as new.</param>
    /// <param name="choose">Makes the finding of a host the current one, unless a newer one has been heard of.</param>
    public void Start(bool known, Func<HostPool, CurrentPrimary?> choose)
    {
        var candidates = _hosts.Select(host => Task.Run(() => AskUntilPrimaryAsync(host, known, choose), _abandoned.Token)).ToArray();
        _ = EndAsync(Task.WhenAll(candidates));
    }

    public void Abandon() => _abandoned.Cancel();

    private async Task EndAsync(Task asking)
    {
        try
        {
            await asking;
        }
        catch (OperationCanceledException)
        {
            // Either found, or nobody waits any more.
        }
        finally
        {
            _found.TrySetCanceled(CancellationToken.None);
        }
    }

    private async Task AskUntilPrimaryAsync(HostPool host, bool known, Func<HostPool, CurrentPrimary?> choose)
    {
        var token = _abandoned.Token;
        var answered = false;
        while (!_found.Task.IsCompleted)
        {
            var isPrimary = await host.FindsPrimaryAsync(token);
            if (!answered)
            {
                answered = true;
                CountAnswer();
            }

            if (isPrimary)
            {
                await HearRivalsAsync(known, token);
                Choose(host, choose);
            }

            await Task.WhenAny(_found.Task, Task.Delay(Jitter.Around(Age < PostgresDefaults.Budget ? PostgresDefaults.ProbeInterval : PostgresDefaults.LateProbeInterval), _time, token));
            token.ThrowIfCancellationRequested();
        }
    }

    private void Choose(HostPool host, Func<HostPool, CurrentPrimary?> choose)
    {
        lock (_choosing)
        {
            if (!_found.Task.IsCompleted && choose(host) is { } chosen)
            {
                _found.TrySetResult(chosen);
                Abandon();
            }
        }
    }

    private void CountAnswer()
    {
        if (Interlocked.Decrement(ref _unheard) == 0)
        {
            _allHeard.TrySetResult();
        }
    }

    /// <summary>The first primary of all may be an old one that woke up: the others get a moment to say that they are newer.</summary>
    private Task HearRivalsAsync(bool known, CancellationToken token) =>
        known ? Task.CompletedTask : Task.WhenAny(_allHeard.Task, Task.Delay(PostgresDefaults.RivalPatience, _time, token));
}
