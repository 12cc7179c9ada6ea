using Distribution.Drills.Targets;

namespace Distribution.Drills.Faults;

/// <summary>
/// The disk of the member that has a role in its group has no room left, for a time. Before the load a standby is moved onto a small disk of its own, and if the primary is meant roles are changed; after the load it is moved back.
/// </summary>
/// <param name="group">The group: of a primary and standbys.</param>
/// <param name="role">Whose disk.</param>
/// <param name="holdFor">How long.</param>
public sealed class FullDiskFault(string group, string role, TimeSpan holdFor) : IFault
{
    private const string Primary = "primary";

    /// <summary>3: a standby that was made anew serves up to a second before it may be promoted, and the next try comes later than that.</summary>
    private const int HandOvers = 3;

    private readonly Victims _victims = Victims.InRole(group, role);

    /// <inheritdoc/>
    public string Description => $"leave no room on the disk of {_victims.Description} for {holdFor.TotalSeconds:0} s";

    /// <inheritdoc/>
    public IReadOnlyList<Injection> Needs => [Injection.OwnDisk, Injection.FillDisk, Injection.MakeRoom, Injection.SharedDisk];

    /// <inheritdoc/>
    public async Task PrepareAsync(ITarget target, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(target);
        var standby = (await Victims.InRole(group, "standby").FindAsync(target, cancellationToken))[0];
        await target.InjectAsync(standby, Injection.OwnDisk, cancellationToken);
        await target.WholeAgainAsync(cancellationToken);
        if (role == Primary)
        {
            await HandOverAsync(target, standby.Name, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async Task<InjectedFault> InjectAsync(ITarget target, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(target);
        var victim = (await _victims.FindAsync(target, cancellationToken))[0];
        await target.InjectAsync(victim, Injection.FillDisk, cancellationToken);
        return new([victim], holdFor, token => target.InjectAsync(victim, Injection.MakeRoom, token));
    }

    /// <inheritdoc/>
    public async Task TakeBackAsync(ITarget target, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(target);
        foreach (var member in await Victims.EachOf(group).FindAsync(target, cancellationToken))
        {
            await target.WholeAgainAsync(cancellationToken);
            await target.InjectAsync(member, Injection.SharedDisk, cancellationToken);
        }

        await target.WholeAgainAsync(cancellationToken);
    }

    // A primary that is stopped while its standby may not be promoted comes back as what it was.
    private async Task HandOverAsync(ITarget target, string standby, CancellationToken cancellationToken)
    {
        for (var left = HandOvers; left > 0 && (await _victims.FindAsync(target, cancellationToken))[0] is var primary && primary.Name != standby; left--)
        {
            await target.RestartAsync(primary, whileStopped: null, cancellationToken);
            await target.WholeAgainAsync(cancellationToken);
        }
    }
}
