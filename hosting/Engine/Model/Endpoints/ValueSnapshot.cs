namespace Aspire.Hosting.ApplicationModel;

/// <summary>A value that becomes known later, once or again.</summary>
/// <typeparam name="T">The value's type.</typeparam>
public sealed class ValueSnapshot<T>
    where T : notnull
{
    private TaskCompletionSource<T> source = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether there is a value or an error.</summary>
    public bool IsValueSet => Volatile.Read(ref source).Task.IsCompleted;

    /// <summary>Waits for the value.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<T> GetValueAsync(CancellationToken cancellationToken = default) => Volatile.Read(ref source).Task.WaitAsync(cancellationToken);

    /// <summary>Makes the value known, also in the place of an earlier one.</summary>
    /// <param name="value">The value.</param>
    public void SetValue(T value) => Settle(next => next.TrySetResult(value));

    /// <summary>Makes known that there is no value.</summary>
    /// <param name="exception">Why.</param>
    public void SetException(Exception exception) => Settle(next => next.TrySetException(exception));

    private void Settle(Func<TaskCompletionSource<T>, bool> settle)
    {
        if (settle(Volatile.Read(ref source)))
        {
            return;
        }

        var next = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        settle(next);
        Volatile.Write(ref source, next);
    }
}
