using Distribution.Drills.Targets;

namespace Distribution.Drills.Faults;

/// <summary>A graceful stop, and a start after a time.</summary>
/// <param name="victims">Whom.</param>
/// <param name="holdFor">How long they stay stopped.</param>
public sealed class StopFault(Victims victims, TimeSpan holdFor) : IFault
{
    /// <inheritdoc/>
    public string Description => $"stop {victims.Description} for {holdFor.TotalSeconds:0} s";

    /// <inheritdoc/>
    public IReadOnlyList<Injection> Needs => [Injection.Stop, Injection.Start];

    /// <inheritdoc/>
    public async Task<InjectedFault> InjectAsync(ITarget target, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(target);
        var members = await victims.FindAsync(target, cancellationToken);
        await Task.WhenAll(members.Select(member => target.InjectAsync(member, Injection.Stop, cancellationToken)));
        return new(members, holdFor, token => StartAsync(target, members, token));
    }

    private static async Task StartAsync(ITarget target, IReadOnlyList<Member> members, CancellationToken cancellationToken)
    {
        var now = await target.LookAsync(cancellationToken);
        foreach (var member in members.Where(member => now.Find(member.Name)?.Instance is null))
        {
            await target.InjectAsync(member, Injection.Start, cancellationToken);
        }
    }
}
