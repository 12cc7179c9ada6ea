using Distribution.Drills.Targets;

namespace Distribution.Drills.Faults;

/// <summary>Restarts the members of a group one by one; the next is not touched before the one before serves again.</summary>
/// <param name="group">The group.</param>
public sealed class RollingRestartFault(string group) : IFault
{
    /// <inheritdoc/>
    public string Description => $"restart {group} one by one";

    /// <inheritdoc/>
    public IReadOnlyList<Injection> Needs => [Injection.Stop, Injection.Start];

    /// <inheritdoc/>
    public async Task<InjectedFault> InjectAsync(ITarget target, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(target);
        var members = await Victims.EachOf(group).FindAsync(target, cancellationToken);
        foreach (var member in members)
        {
            await target.RestartAsync(member, whileStopped: null, cancellationToken);
        }

        return new(members, TimeSpan.Zero, _ => Task.CompletedTask);
    }
}
