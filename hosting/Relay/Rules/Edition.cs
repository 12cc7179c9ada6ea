using Distribution.Machine.Network;

namespace Distribution.Relay.Rules;

/// <summary>The rules that hold until the next edition of them.</summary>
/// <param name="rules">The rules.</param>
internal sealed class Edition(IReadOnlyList<NetworkRule> rules)
{
    private readonly TaskCompletionSource _superseded = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when there is a next edition.</summary>
    public Task Superseded => _superseded.Task;

    /// <summary>Whether the network works.</summary>
    public bool IsEmpty => rules.Count == 0;

    /// <summary>Whether it has to be known who a member's client is to tell what happens to what they send each other.</summary>
    public bool AsksWho(string member) => rules.Any(rule => (rule.From is not null && rule.Covers(null, member)) || (rule.To is not null && rule.Covers(member, null)));

    /// <summary>What happens to bytes from one to another; null for one who may be anybody, whom every rule is about that may be about them.</summary>
    public Shape Between(string? from, string? to) => Shape.Of(rules.Where(rule => rule.Covers(from, to)));

    public void Supersede() => _superseded.TrySetResult();
}
