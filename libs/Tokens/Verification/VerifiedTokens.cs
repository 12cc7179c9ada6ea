using System.Collections.Concurrent;

namespace Distribution.Tokens;

/// <summary>
/// Tokens whose signature was found good, by their digest, until they expire; bounded. What may change meanwhile is looked at again at each use: the time, and whether the key still holds.
/// </summary>
internal sealed class VerifiedTokens(int capacity)
{
    private readonly ConcurrentDictionary<TokenDigest, VerifiedToken> _tokens = new();
    private int _count;

    public VerifiedToken? Find(TokenDigest digest) => _tokens.GetValueOrDefault(digest);

    public void Remember(TokenDigest digest, VerifiedToken token, DateTimeOffset now)
    {
        if (Volatile.Read(ref _count) >= capacity)
        {
            MakeRoom(now);
        }

        if (_tokens.TryAdd(digest, token))
        {
            Interlocked.Increment(ref _count);
        }
    }

    public void Forget(TokenDigest digest)
    {
        if (_tokens.TryRemove(digest, out _))
        {
            Interlocked.Decrement(ref _count);
        }
    }

    /// <summary>The expired ones go; when that is not enough all do, and are verified once more.</summary>
    private void MakeRoom(DateTimeOffset now)
    {
        foreach (var (digest, token) in _tokens)
        {
            if (token.Claims.ExpiresAt <= now)
            {
                Forget(digest);
            }
        }

        if (Volatile.Read(ref _count) >= capacity)
        {
            foreach (var digest in _tokens.Keys)
            {
                Forget(digest);
            }
        }
    }
}
