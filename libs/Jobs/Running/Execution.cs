using Distribution.Jobs.Store;

namespace Distribution.Jobs.Running;

/// <summary>A claimed job in this process, from its claim until its outcome is written.</summary>
internal sealed class Execution : IDisposable
{
    private readonly CancellationTokenSource _cancelled = new();

    public Execution(ClaimedJob claim, WorkerSession session, long claimedAt)
    {
        Job = new RunningJob(claim);
        Session = session;
        ClaimedAt = claimedAt;
    }

    public RunningJob Job { get; }

    public WorkerSession Session { get; }

    public long ClaimedAt { get; }

    public bool IsCancelled { get; private set; }

    public bool IsLost { get; private set; }

    public CancellationToken Token => _cancelled.Token;

    /// <summary>Somebody asked for it.</summary>
    public void Cancel()
    {
        IsCancelled = true;
        _ = _cancelled.CancelAsync();
    }

    /// <summary>The database does not count it as this worker's any more.</summary>
    public void Lose()
    {
        IsLost = true;
        _ = _cancelled.CancelAsync();
    }

    public void Dispose() => _cancelled.Dispose();
}
