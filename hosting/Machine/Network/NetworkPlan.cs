namespace Distribution.Machine.Network;

/// <summary>What the relay is told, all of it each time: the rules, and whose processes are whose.</summary>
/// <param name="Rules">The rules; none for a network that works.</param>
/// <param name="Members">The process of each member that runs.</param>
/// <param name="Supervisor">The AppHost's process.</param>
public sealed record NetworkPlan(IReadOnlyList<NetworkRule> Rules, IReadOnlyDictionary<string, int> Members, int Supervisor);
