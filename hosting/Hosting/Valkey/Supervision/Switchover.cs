using Distribution.Valkey;
using static Distribution.Hosting.Valkey.ValkeyClusterDefaults;

namespace Distribution.Hosting.Valkey;

/// <summary>
/// Changes the primary without losing or refusing a write: writes are held back at the old one until a replica has everything, the Sentinels promote, the
/// old one is made a replica, and only then are the writes that it holds let through, to be told that it is one. When it does not come to a promotion
/// they are let through as they are.
/// </summary>
internal sealed class Switchover(IValkeyNodes nodes, ISentinels sentinels, Func<CancellationToken, Task<ClusterView>> look, TimeProvider time)
{
    private const int ResumeAttempts = 5;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(10);

    /// <summary>Returns the new primary and its term.</summary>
    /// <exception cref="InvalidOperationException">It was called off, and nothing has changed; says why.</exception>
    public async Task<ClusterRecord> RunAsync(CancellationToken cancellation)
    {
        var before = await UntilAsync(IsPossible, CatchUpPatience, cancellation) ?? await look(cancellation);
        var old = before.Primary;
        Demand(old.Report is { IsPrimary: true }, $"{old.Name}, the primary, does not answer: use promote");
        Demand(before.Heirs.Any(m => m.Report is { LinkUp: true }), "no replica is connected to it");
        Demand(before.Sentinels.CanElect, $"only {before.Sentinels.Answering} of {before.Sentinels.Total} Sentinels answer");

        await nodes.PauseWritesAsync(old.Name, SwitchoverPause, cancellation);
        try
        {
            Demand(await UntilAsync(HaveEverything, CatchUpPatience, cancellation) is not null, $"the replicas did not catch up within {CatchUpPatience.TotalSeconds:0} s");
            await sentinels.FailoverAsync(cancellation);
            var promoted = (await UntilAsync(v => Promoted(v) is not null, PromotionPatience, cancellation)) is { } seen ? Promoted(seen) : null;
            Demand(promoted is not null, $"the Sentinels promoted nobody within {PromotionPatience.TotalSeconds:0} s");
            var after = await UntilAsync(v => IsComplete(v, promoted!, before.Sentinels.Term), PromotionPatience, cancellation, v => GatherAsync(v, promoted!, cancellation));
            Demand(after is not null, $"{promoted} was promoted, but the Sentinels do not name it or the others do not follow it");
            return new ClusterRecord(promoted!, after!.Sentinels.Term);
        }
        finally
        {
            await ResumeAsync(old.Name);
        }
    }

    /// <summary>More than once, because a Sentinel that makes a server a replica cuts all its connections.</summary>
    private async Task ResumeAsync(string old)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await nodes.ResumeWritesAsync(old, CancellationToken.None);
                return;
            }
            catch (ValkeyException) when (attempt < ResumeAttempts)
            {
                await Task.Delay(Interval, time, CancellationToken.None);
            }
            catch (ValkeyException)
            {
                return; // it is gone, or the pause ends by itself
            }
        }
    }

    private static bool IsPossible(ClusterView view) =>
        view.Primary.Report is { IsPrimary: true } && view.Heirs.Any(m => m.Report is { LinkUp: true }) && view.Sentinels.CanElect;

    /// <summary>All that are connected, because the Sentinels choose.</summary>
    private static bool HaveEverything(ClusterView view) =>
        view.Primary.Report is { } primary && view.Heirs.Where(m => m.Report!.LinkUp).ToList() is { Count: > 0 } heirs && heirs.All(m => m.Report!.Offset == primary.Offset);

    private static string? Promoted(ClusterView view) => view.Others.FirstOrDefault(m => m.Report is { IsPrimary: true })?.Name;

    private static bool IsComplete(ClusterView view, string promoted, long oldTerm) =>
        view.Sentinels.Primary == promoted && view.Sentinels.Term > oldTerm && view[promoted].Report is { GoodReplicas: > 0 } && view.Primary.Report?.Upstream == promoted;

    /// <summary>Has everybody follow the new primary before clients are sent there: without a replica it would refuse their writes.</summary>
    private async Task GatherAsync(ClusterView view, string promoted, CancellationToken cancellation)
    {
        foreach (var other in view.Members.Where(m => m.Name != promoted && m.Report is not null && m.Report.Upstream != promoted))
        {
            try
            {
                await nodes.FollowAsync(other.Name, promoted, cancellation);
            }
            catch (ValkeyException)
            {
                // a Sentinel that does the same cuts all connections; the next look tells whether it was done
            }
        }
    }

    private async Task<ClusterView?> UntilAsync(
        Func<ClusterView, bool> reached, TimeSpan patience, CancellationToken cancellation, Func<ClusterView, Task>? meanwhile = null)
    {
        var begun = time.GetTimestamp();
        while (time.GetElapsedTime(begun) < patience)
        {
            var view = await look(cancellation);
            if (reached(view))
            {
                return view;
            }

            if (meanwhile is not null)
            {
                await meanwhile(view);
            }

            await Task.Delay(Interval, time, cancellation);
        }

        return null;
    }

    private static void Demand(bool condition, string otherwise)
    {
        if (!condition)
        {
            throw new InvalidOperationException($"The switchover was called off: {otherwise}.");
        }
    }
}
