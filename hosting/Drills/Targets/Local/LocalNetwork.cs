using Distribution.Machine.Control;
using Distribution.Machine.Network;

namespace Distribution.Drills.Targets.Local;

/// <summary>The network between a topology's processes, if there is a relay in it.</summary>
internal sealed class LocalNetwork(string topology, ControlClient control, string? mode)
{
    private const string Relayed = "relayed";

    /// <summary>Why it cannot be made to fail, and what would do; null when it can.</summary>
    public string? Lack => mode == Relayed ? null : $"its network is {mode ?? "direct"}; start one that can be broken: ./distribution up --network {Relayed}";

    /// <summary>Has it fail by rules, under a name; without rules that is over.</summary>
    /// <exception cref="TargetException">It could not be done.</exception>
    public async Task ShapeAsync(string fault, IReadOnlyList<NetworkRule> rules, CancellationToken cancellationToken)
    {
        var outcome = await control.SetNetworkAsync(fault, rules, cancellationToken);
        if (!outcome.Success)
        {
            throw new TargetException($"The network of topology '{topology}' did not change: {outcome.Message ?? "no reason was given"}");
        }
    }
}
