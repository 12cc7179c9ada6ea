using Distribution.Drills.Targets;

namespace Distribution.Drills.Faults;

/// <summary>SIGKILL; whoever looks after the victims starts them again.</summary>
/// <param name="victims">Whom.</param>
public sealed class KillFault(Victims victims) : IFault
{
    /// <inheritdoc/>
    public string Description => $"kill {victims.Description}";

    /// <inheritdoc/>
    public IReadOnlyList<Injection> Needs => [Injection.Kill];

    /// <inheritdoc/>
    public async Task<InjectedFault> InjectAsync(ITarget target, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(target);
        var members = await victims.FindAsync(target, cancellationToken);
        await Task.WhenAll(members.Select(member => target.InjectAsync(member, Injection.Kill, cancellationToken)));
        return new(members, TimeSpan.Zero, _ => Task.CompletedTask);
    }
}
