using Distribution.Drills.Targets;

namespace Distribution.Drills.Faults;

/// <summary>Restarts the members of a group one by one; the next is not touched before the one before serves again.</summary>
/// <param name="group">The group.</param>
/// <param name="patience">How long one may take to serve again.</param>
public sealed class RollingRestartFault(string group, TimeSpan patience) : IFault
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    /// <inheritdoc/>
    public string Description => $"restart {group} one by one";

    /// <inheritdoc/>
    public IReadOnlyList<Injection> Needs => [Injection.Stop, Injection.Start];

    /// <inheritdoc/>
    public async Task<InjectedFault> InjectAsync(ITarget target, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(target);
        var members = await new Victims($"a member of {group}", state => [.. state.Of(group)]).FindAsync(target, cancellationToken);
        foreach (var member in members)
        {
            await target.InjectAsync(member, Injection.Stop, cancellationToken);
            await target.InjectAsync(member, Injection.Start, CancellationToken.None);
            await ServesAgainAsync(target, member, cancellationToken);
        }

        return new(members, TimeSpan.Zero, _ => Task.CompletedTask);
    }

    private async Task ServesAgainAsync(ITarget target, Member member, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(patience);
        try
        {
            while ((await target.LookAsync(limit.Token)).Find(member.Name) is not { IsHealthy: true } now || now.Instance == member.Instance)
            {
                await Task.Delay(Interval, limit.Token);
            }
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TargetException($"{member.Name} did not serve again within {patience.TotalSeconds:0} s of its restart: see its log.", late);
        }
    }
}
