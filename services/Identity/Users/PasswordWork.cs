namespace Distribution.Identity.Users;

/// <summary>
/// Does the work of hashing for a few callers at a time, so that guessing passwords takes no more than a part of the machine from everything else, and refuses whom it could not serve in time. The work is the same
/// for a user whom nobody knows.
/// </summary>
internal sealed class PasswordWork : IDisposable
{
    /// <summary>Half of the cores.</summary>
    private static readonly int AtOnce = Math.Max(1, Environment.ProcessorCount / 2);

    /// <summary>About 0.2 s of work each: who waits behind more than these would run out of the request's time.</summary>
    private const int Waiting = 12;

    private readonly SemaphoreSlim _places = new(AtOnce, AtOnce);
    private int _callers;
    private int _done;

    /// <summary>How often the work was done.</summary>
    public int Done => Volatile.Read(ref _done);

    /// <summary>Whether the password is the user's; null when there are too many callers.</summary>
    public async Task<bool?> VerifyAsync(User? user, string password, CancellationToken cancellationToken)
    {
        try
        {
            if (Interlocked.Increment(ref _callers) > AtOnce + Waiting)
            {
                return null;
            }

            await _places.WaitAsync(cancellationToken);
            try
            {
                Interlocked.Increment(ref _done);
                var holds = await Task.Run(() => PasswordHash.Holds(user?.PasswordHash ?? PasswordHash.Nobodys, password), cancellationToken);
                return holds & user is { Disabled: false };
            }
            finally
            {
                _places.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _callers);
        }
    }

    public void Dispose() => _places.Dispose();
}
