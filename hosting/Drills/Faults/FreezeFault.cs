using Distribution.Drills.Targets;

namespace Distribution.Drills.Faults;

/// <summary>SIGSTOP, and SIGCONT after a time: the victims then act as if no time had passed.</summary>
/// <param name="victims">Whom.</param>
/// <param name="holdFor">How long they stay frozen, unless somebody replaces them before.</param>
public sealed class FreezeFault(Victims victims, TimeSpan holdFor) : IFault
{
    /// <inheritdoc/>
    public string Description => $"freeze {victims.Description} for {holdFor.TotalSeconds:0} s";

    /// <inheritdoc/>
    public IReadOnlyList<Injection> Needs => [Injection.Freeze, Injection.Thaw];

    /// <inheritdoc/>
    public async Task<InjectedFault> InjectAsync(ITarget target, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(target);
        var members = await victims.FindAsync(target, cancellationToken);
        await Task.WhenAll(members.Select(member => target.InjectAsync(member, Injection.Freeze, cancellationToken)));
        return new(members, holdFor, token => ThawAsync(target, members, token));
    }

    private static async Task ThawAsync(ITarget target, IReadOnlyList<Member> members, CancellationToken cancellationToken)
    {
        var now = await target.LookAsync(cancellationToken);
        foreach (var member in members.Where(member => now.Find(member.Name)?.Instance == member.Instance))
        {
            await target.InjectAsync(member, Injection.Thaw, cancellationToken);
        }
    }
}
