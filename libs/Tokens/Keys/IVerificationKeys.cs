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

    /// <summary>Looks for newer keys because one is unknown; rate-limited.</summary>
    /// <returns>True when it looked and it is worth to try again.</returns>
    Task<bool> RefreshAsync(CancellationToken cancellationToken);
}
