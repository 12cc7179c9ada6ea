namespace Distribution.Postgres.Transactions;

/// <summary>Bounds a wait that Npgsql does not: its cancellation of a call to a frozen server blocks for several time-outs.</summary>
internal static class Abandonment
{
    /// <summary>Waits for a call until it is given up; from then on only a moment longer.</summary>
    /// <exception cref="AbandonedException">The call goes on by itself; its outcome is ignored.</exception>
    public static async Task<T> WaitAsync<T>(Task<T> call, GuardedCancellation token, TimeProvider time)
    {
        try
        {
            return await call.WaitAsync(token.Waiting);
        }
        catch (OperationCanceledException) when (!call.IsCompleted)
        {
            try
            {
                return await call.WaitAsync(PostgresDefaults.AbandonAfter, time, CancellationToken.None);
            }
            catch (TimeoutException) when (!call.IsCompleted)
            {
                token.LeaveBehind(call);
                throw new AbandonedException();
            }
        }
    }
}
