using Distribution.Drills.Targets;

namespace Distribution.Drills.Faults;

/// <summary>Kills the same victims again and again, each as soon as it has been started anew: a crash loop.</summary>
/// <param name="victims">Whom; chosen once, so that one node suffers and not the group.</param>
/// <param name="interval">Between two kills of one.</param>
/// <param name="duration">How long.</param>
public sealed class StormFault(Victims victims, TimeSpan interval, TimeSpan duration) : IFault
{
    /// <inheritdoc/>
    public string Description => $"kill {victims.Description} again and again for {duration.TotalSeconds:0} s";

    /// <inheritdoc/>
    public IReadOnlyList<Injection> Needs => [Injection.Kill];

    /// <inheritdoc/>
    public async Task<InjectedFault> InjectAsync(ITarget target, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(target);
        var members = await victims.FindAsync(target, cancellationToken);
        await KillAsync(target, members, cancellationToken);
        var stop = new CancellationTokenSource();
        var storm = RageAsync(target, members, stop.Token);
        return new(members, duration, async _ =>
        {
            await stop.CancelAsync();
            if (await storm == 0)
            {
                throw new TargetException($"The fault did not take: {victims.Description} did not come back within {duration.TotalSeconds:0} s to be killed a second time.");
            }
        });
    }

    private async Task<int> RageAsync(ITarget target, IReadOnlyList<Member> members, CancellationToken stop)
    {
        var kills = 0;
        var last = members.ToDictionary(member => member.Name, member => member.Instance, StringComparer.Ordinal);
        try
        {
            while (true)
            {
                await Task.Delay(interval, stop);
                var now = await target.LookAsync(stop);
                var back = members.Select(member => now.Find(member.Name)).OfType<Member>().Where(member => member.Instance is not null && member.Instance != last[member.Name]).ToList();
                foreach (var member in back)
                {
                    last[member.Name] = member.Instance;
                    kills += await TryKillAsync(target, member) ? 1 : 0;
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return kills;
        }
    }

    // It may have been ended by who looks after it, between the look and the kill.
    private static async Task<bool> TryKillAsync(ITarget target, Member member)
    {
        try
        {
            await target.InjectAsync(member, Injection.Kill, CancellationToken.None);
            return true;
        }
        catch (TargetException)
        {
            return false;
        }
    }

    private static async Task KillAsync(ITarget target, IReadOnlyList<Member> members, CancellationToken cancellationToken) =>
        await Task.WhenAll(members.Select(member => target.InjectAsync(member, Injection.Kill, cancellationToken)));
}
