namespace Distribution.HashChain;

/// <summary>Where a chain ends: the number and the hash of its last record fix everything before it.</summary>
/// <param name="Sequence">The last record's number; 0 for an empty chain.</param>
/// <param name="Hash">Its SHA-256; 32 zero bytes for an empty chain.</param>
public sealed record ChainHead(long Sequence, ReadOnlyMemory<byte> Hash)
{
    /// <summary>What the first record follows.</summary>
    public static ChainHead Empty { get; } = new(0, new byte[32]);

    /// <summary>The hash in hexadecimal.</summary>
    public string HashText => Convert.ToHexStringLower(Hash.Span);

    /// <summary>Whether it is the same end.</summary>
    public bool Equals(ChainHead? other) => other is not null && Sequence == other.Sequence && Hash.Span.SequenceEqual(other.Hash.Span);

    /// <inheritdoc/>
    public override int GetHashCode() => Sequence.GetHashCode();
}
