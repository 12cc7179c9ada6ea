namespace Distribution.Postgres.Transactions;

/// <summary>Bounds a wait that Npgsql does not: its cancellation of a call to a frozen server blocks for several time-outs.</summary>
internal static class Abandonment
{
    /// <summary>Waits for a call that is cancelled when the token fires; from then on only a moment longer.</summary>
    /// <exception cref="AbandonedException">The call goes on by itself; its outcome is ignored.</exception>
    public static async Task<T> WaitAsync<T>(Task<T> call, CancellationToken cancellationToken, TimeProvider time)
    {
        try
        {
            return await call.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (!call.IsCompleted)
        {
            try
            {
                return await call.WaitAsync(PostgresDefaults.AbandonAfter, time, CancellationToken.None);
            }
            catch (TimeoutException) when (!call.IsCompleted)
            {
                _ = call.ContinueWith(static ended => _ = ended.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
                throw new AbandonedException();
            }
        }
    }
}
