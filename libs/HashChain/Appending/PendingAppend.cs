namespace Distribution.HashChain.Appending;

/// <summary>One caller's entries on their way.</summary>
internal sealed class PendingAppend(IReadOnlyList<ChainEntry> entries)
{
    private readonly TaskCompletionSource<AppendResult> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyList<ChainEntry> Entries => entries;

    public Task<AppendResult> Done => _done.Task;

    public void Complete(AppendResult result) => _done.TrySetResult(result);

    public void Fail(Exception failure) => _done.TrySetException(failure);
}
