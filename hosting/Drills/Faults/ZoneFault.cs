using Distribution.Drills.Targets;

namespace Distribution.Drills.Faults;

/// <summary>Loses a zone with all that stands in it, at once. Where a zone does not come back by itself, as a node that is cut off, it is given back after a time.</summary>
/// <param name="one">Who stands in it, or the reason why it is this one.</param>
/// <param name="holdFor">How long it stays lost, where it is given back.</param>
public sealed class ZoneFault(Victims one, TimeSpan holdFor) : IFault
{
    private readonly Victims _victims = Victims.ZoneOf(one);

    /// <inheritdoc/>
    public string Description => $"lose {_victims.Description}";

    /// <inheritdoc/>
    public IReadOnlyList<Injection> Needs => [Injection.LoseZone];

    /// <inheritdoc/>
    public async Task<InjectedFault> InjectAsync(ITarget target, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(target);
        var members = await _victims.FindAsync(target, cancellationToken);
        var isGivenBack = target.WhyNot(Injection.RestoreZone) is null;
        try
        {
            await Task.WhenAll(members.Select(member => target.InjectAsync(member, Injection.LoseZone, cancellationToken)));
        }
        catch when (isGivenBack)
        {
            await RestoreAsync(target, members, CancellationToken.None);
            throw;
        }

        return isGivenBack ? new(members, holdFor, token => RestoreAsync(target, members, token)) : new(members, TimeSpan.Zero, _ => Task.CompletedTask);
    }

    private static Task RestoreAsync(ITarget target, IReadOnlyList<Member> members, CancellationToken cancellationToken) =>
        Task.WhenAll(members.Select(member => target.InjectAsync(member, Injection.RestoreZone, cancellationToken)));
}
