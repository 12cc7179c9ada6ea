using Distribution.Drills.Targets;

namespace Distribution.Drills.Faults;

/// <summary>Puts a newer build of services in place, group by group and member by member; the next is not touched before the one before serves and says that it is the new one.</summary>
/// <param name="groups">In which order: what others need first.</param>
public sealed class RollingUpgradeFault(params IReadOnlyList<string> groups) : IFault
{
    /// <summary>The group of the gateways; a lone one is left as it is, because whoever asks meanwhile is refused.</summary>
    public const string Gateway = "gateway";

    /// <inheritdoc/>
    public string Description => $"upgrade {string.Join(", ", groups)} one by one";

    /// <inheritdoc/>
    public IReadOnlyList<Injection> Needs => [Injection.Upgrade];

    /// <inheritdoc/>
    public Task PrepareAsync(ITarget target, CancellationToken cancellationToken) => target.PrepareAsync(Injection.Upgrade, cancellationToken);

    /// <inheritdoc/>
    /// <remarks>It is not undone: an upgrade that went well is where one wants to be.</remarks>
    public async Task<InjectedFault> InjectAsync(ITarget target, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(target);

        // Whom is known before the first is touched: where one command upgrades all of them, they are others afterwards.
        var members = new List<Member>();
        foreach (var group in groups.Where(group => group != Gateway || target.HasSpareGateway))
        {
            members.AddRange(await Victims.EachOf(group).FindAsync(target, cancellationToken));
        }

        foreach (var member in members)
        {
            await target.InjectAsync(member, Injection.Upgrade, cancellationToken);
        }

        return new([.. members.Where(member => member.Instance is not null)], TimeSpan.Zero, _ => Task.CompletedTask);
    }
}
