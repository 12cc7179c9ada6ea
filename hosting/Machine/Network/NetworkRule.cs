namespace Distribution.Machine.Network;

/// <summary>
/// What happens to the bytes that go from some members to others. A connection has two directions and each is judged by itself: what a client sends goes from the client to the server, what the
/// server answers goes from the server to the client. One rule is one way; a partition takes two.
/// </summary>
/// <param name="Effect">What happens.</param>
/// <param name="From">Who sends, by member names and <see cref="NetworkName"/>; null for everybody.</param>
/// <param name="To">Who receives; null for everybody.</param>
/// <param name="DelayMs">Milliseconds by which bytes are late; for <see cref="NetworkEffect.Delay"/>.</param>
/// <param name="JitterMs">At most so many milliseconds more, at random.</param>
/// <param name="Probability">From 0 to 1, that a piece is lost; for <see cref="NetworkEffect.Drop"/>.</param>
public sealed record NetworkRule(
    NetworkEffect Effect, IReadOnlyList<string>? From = null, IReadOnlyList<string>? To = null, double DelayMs = 0, double JitterMs = 0, double Probability = 0)
{
    /// <summary>Takes some members away from all others, both ways; among each other they go on.</summary>
    /// <param name="inside">Them.</param>
    /// <param name="everybody">Everybody of the network, them included.</param>
    public static IReadOnlyList<NetworkRule> Isolate(IReadOnlyList<string> inside, IEnumerable<string> everybody) => Between(NetworkEffect.Cut, inside, [.. everybody.Except(inside)]);

    /// <summary>The same effect in both directions.</summary>
    public static IReadOnlyList<NetworkRule> Between(NetworkEffect effect, IReadOnlyList<string>? some, IReadOnlyList<string>? others) => [new(effect, some, others), new(effect, others, some)];

    /// <summary>Whether the rule is about bytes from one to another; null for one who is not known yet, and may be anybody.</summary>
    public bool Covers(string? from, string? to) => Names(From, from) && Names(To, to);

    /// <summary>Why the rule cannot be applied, or null.</summary>
    public string? Objection() => this switch
    {
        { DelayMs: < 0 or > 60_000 } or { JitterMs: < 0 or > 60_000 } => $"a delay of {DelayMs} ms with {JitterMs} ms of jitter: give 0 to 60000.",
        { Probability: < 0 or > 1 } => $"a probability of {Probability}: give 0 to 1.",
        { Effect: NetworkEffect.Delay, DelayMs: 0, JitterMs: 0 } => "a delay of nothing: give delayMs or jitterMs.",
        { Effect: NetworkEffect.Drop, Probability: 0 } => "a loss of nothing: give a probability.",
        _ => null,
    };

    private static bool Names(IReadOnlyList<string>? names, string? name) => names is null || name is null || names.Contains(name);
}
