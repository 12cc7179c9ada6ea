namespace Distribution.Hosting.Valkey;

/// <summary>Everything that a decision is made from.</summary>
/// <param name="Record">Who was the primary when it was last certain.</param>
/// <param name="Members">The servers.</param>
/// <param name="Sentinels">The Sentinels.</param>
internal sealed record ClusterView(ClusterRecord Record, IReadOnlyList<MemberView> Members, SentinelsView Sentinels)
{
    /// <summary>The Sentinels' processes; of these only the process counts.</summary>
    public IReadOnlyList<MemberView> SentinelProcesses { get; init; } = [];

    public MemberView Primary => this[Record.Primary];

    public IEnumerable<MemberView> Others => Members.Where(m => m.Name != Record.Primary);

    public IEnumerable<MemberView> Heirs => Others.Where(m => m.IsHeir);

    public MemberView this[string name] => Members.First(m => m.Name == name);
}
