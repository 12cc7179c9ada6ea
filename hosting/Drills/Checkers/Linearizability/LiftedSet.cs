namespace Distribution.Drills.Checkers.Linearizability;

/// <summary>A set of calls, by value.</summary>
internal readonly struct LiftedSet : IEquatable<LiftedSet>
{
    private readonly ulong[] _words;

    public LiftedSet(int size) => _words = new ulong[(size + 63) / 64];

    private LiftedSet(ulong[] words) => _words = words;

    public LiftedSet With(int call) => Changed(call, set: true);

    public LiftedSet Without(int call) => Changed(call, set: false);

    public bool Equals(LiftedSet other) => _words.AsSpan().SequenceEqual(other._words);

    public override bool Equals(object? obj) => obj is LiftedSet other && Equals(other);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var word in _words)
        {
            hash.Add(word);
        }

        return hash.ToHashCode();
    }

    private LiftedSet Changed(int call, bool set)
    {
        var words = (ulong[])_words.Clone();
        var bit = 1UL << (call % 64);
        words[call / 64] = set ? words[call / 64] | bit : words[call / 64] & ~bit;
        return new(words);
    }
}
