namespace Distribution.Drills.Histories;

/// <summary>An operation whose outcome is not known yet. It is completed once; what is disposed without is unknown.</summary>
public sealed class PendingOperation : IDisposable
{
    private readonly HistoryRecorder _recorder;
    private readonly Operation _operation;
    private bool _isCompleted;

    internal PendingOperation(HistoryRecorder recorder, Operation operation) => (_recorder, _operation) = (recorder, operation);

    /// <summary>It was acknowledged.</summary>
    public void Ok(string? output = null, string? node = null, long? term = null) => Complete(_operation with { Outcome = Outcome.Ok, Completed = _recorder.Elapsed, Output = output, Node = node, Term = term });

    /// <summary>It was refused, and certainly has no effect.</summary>
    public void Fail(string error, string? node = null) => Complete(_operation with { Outcome = Outcome.Fail, Completed = _recorder.Elapsed, Error = error, Node = node });

    /// <summary>Whether it has an effect cannot be told.</summary>
    public void Unknown(string error) => Complete(_operation with { Outcome = Outcome.Unknown, Completed = _recorder.Elapsed, Error = error });

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_isCompleted)
        {
            Complete(_operation with { Outcome = Outcome.Unknown, Error = "nobody waited for its end" });
        }
    }

    private void Complete(Operation operation)
    {
        if (_isCompleted)
        {
            throw new InvalidOperationException($"Operation {operation.Id} ({operation.Workload}, {operation.Action}) was completed before.");
        }

        _isCompleted = true;
        _recorder.Complete(operation);
    }
}
