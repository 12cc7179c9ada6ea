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
    private int _unheard;

    public PrimarySearch(IReadOnlyList<HostPool> hosts, TimeProvider time)
    {
        _hosts = hosts;
        _time = time;
        _unheard = hosts.Count;
    }

    public Task<CurrentPrimary> Found => _found.Task;

    /// <summary>How many wait; guarded by the tracker's lock.</summary>
    public int Waiting { get; set; }

    /// <param name="known">Whether a primary was known before: then every one that is accepted is at least as new.</param>
    /// <param name="choose">Makes the finding of a host the current one.</param>
    public void Start(bool known, Func<HostPool, CurrentPrimary> choose)
    {
        var candidates = _hosts.Select(host => AskUntilPrimaryAsync(host, known, choose)).ToArray();
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

    private async Task AskUntilPrimaryAsync(HostPool host, bool known, Func<HostPool, CurrentPrimary> choose)
    {
        var token = _abandoned.Token;
        var answered = false;
        while (!_found.Task.IsCompleted)
        {
            var isPrimary = await AskAsync(host, token);
            if (!answered)
            {
                answered = true;
                Interlocked.Decrement(ref _unheard);
            }

            if (isPrimary && !_found.Task.IsCompleted)
            {
                if (!known && Volatile.Read(ref _unheard) > 0)
                {
                    await Task.Delay(PostgresDefaults.RivalPatience, _time, token);
                    if (_found.Task.IsCompleted)
                    {
                        return;
                    }
                }

                _found.TrySetResult(choose(host));
                Abandon();
                return;
            }

            await Task.WhenAny(_found.Task, Task.Delay(Jitter.Around(PostgresDefaults.ProbeInterval), _time, token));
            token.ThrowIfCancellationRequested();
        }
    }

    private static async Task<bool> AskAsync(HostPool host, CancellationToken token)
    {
        try
        {
            await using var connection = await host.OpenAsync(token);
            return true;
        }
        catch (Exception failure) when (!token.IsCancellationRequested)
        {
            host.LastAnswer = (failure.InnerException ?? failure).Message;
            return false;
        }
    }
}
