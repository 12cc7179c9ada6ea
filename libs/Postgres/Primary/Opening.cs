namespace Distribution.Postgres.Primary;

/// <summary>Waits for a connection that is being opened.</summary>
internal static class Opening
{
    /// <summary>Leaves it behind when the token fires: a login that was begun costs the server as much when it is given up. What then comes of it is closed, which gives it back to its pool.</summary>
    public static async Task<T> WaitAsync<T>(Task<T> opening, CancellationToken cancellationToken)
        where T : IAsyncDisposable
    {
        try
        {
            return await opening.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            _ = CloseWhenOpenAsync(opening);
            throw;
        }
    }

    private static async Task CloseWhenOpenAsync<T>(Task<T> opening)
        where T : IAsyncDisposable
    {
        try
        {
            await using var late = await opening;
        }
        catch (Exception)
        {
            // Nobody waits for it: whoever asked has its own failure already.
        }
    }
}
