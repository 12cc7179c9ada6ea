using Distribution.Drills.Faults;

namespace Distribution.Drills.Targets;

/// <summary>Restarts one member, and knows when it serves again.</summary>
internal static class MemberRestart
{
    /// <summary>60 s for one member to serve again after its restart: a database copies its data first, on a machine that carries a load.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Stops and starts it, and waits until it serves.</summary>
    /// <param name="target">The topology.</param>
    /// <param name="member">The member, as it is before.</param>
    /// <param name="whileStopped">What is done in between; null for nothing.</param>
    /// <param name="cancellationToken">Ends the wait; what was stopped is started nevertheless.</param>
    /// <exception cref="TargetException">It does not serve again.</exception>
    public static async Task RestartAsync(this ITarget target, Member member, Func<Task>? whileStopped, CancellationToken cancellationToken)
    {
        await target.InjectAsync(member, Injection.Stop, cancellationToken);
        try
        {
            await (whileStopped?.Invoke() ?? Task.CompletedTask);
        }
        finally
        {
            await target.InjectAsync(member, Injection.Start, CancellationToken.None);
        }

        await target.ServesAgainAsync(member, now => now.Instance != member.Instance, cancellationToken);
    }

    /// <summary>Waits until a member serves.</summary>
    /// <param name="target">The topology.</param>
    /// <param name="member">The member.</param>
    /// <param name="isMeant">Whether it is the one that was waited for: a new process, say.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="TargetException">It does not.</exception>
    public static async Task ServesAgainAsync(this ITarget target, Member member, Predicate<Member> isMeant, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            while ((await target.LookAsync(limit.Token)).Find(member.Name) is not { IsHealthy: true } now || !isMeant(now))
            {
                await Task.Delay(target.LookPause, limit.Token);
            }
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TargetException($"{member.Name} did not serve again within {Patience.TotalSeconds:0} s of its restart: see its log.", late);
        }
    }
}
