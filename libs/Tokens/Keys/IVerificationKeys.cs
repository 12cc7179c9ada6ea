namespace Distribution.Tokens;

/// <summary>Where a verifier finds keys.</summary>
public interface IVerificationKeys
{
    /// <summary>Whether there are keys at all; without, nothing can be verified and nothing is known to be forged.</summary>
    bool AreKnown { get; }

    /// <summary>The key of that name, unless it is unknown or withdrawn.</summary>
    VerificationKey? Find(string keyId);

    /// <summary>Whether that key was withdrawn before its time.</summary>
    bool IsWithdrawn(string keyId);

    /// <summary>Looks for newer keys because one is unknown; returns when a look that may have found it is over. Rate-limited.</summary>
    Task RefreshAsync(CancellationToken cancellationToken);
}
