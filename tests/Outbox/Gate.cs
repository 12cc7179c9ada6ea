namespace Distribution.Outbox.Tests;

/// <summary>Lets pass, or holds up whoever comes until it is opened.</summary>
internal sealed class Gate
{
    private TaskCompletionSource? _closed;

    public bool IsClosed => _closed is not null;

    public int Waiting { get; private set; }

    public void Close() => _closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Open() => Interlocked.Exchange(ref _closed, null)?.SetResult();

    public Task PassAsync()
    {
        Waiting++;
        return _closed?.Task ?? Task.CompletedTask;
    }
}
