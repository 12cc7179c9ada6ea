using static Distribution.Hosting.Valkey.ValkeyClusterDefaults;

namespace Distribution.Hosting.Valkey;

/// <summary>
/// Changes the primary without losing or refusing a write: writes are held back at the old one until a replica has everything, the Sentinels promote, the
/// old one is made a replica, and only then are the writes that it holds let through, to be told that it is one. When it does not come to a promotion
/// they are let through as they are.
/// </summary>
internal sealed class Switchover(IValkeyNodes nodes, ISentinels sentinels, Func<CancellationToken, Task<ClusterView>> look, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(10);

    /// <summary>Returns the new primary and its term.</summary>
    /// <exception cref="InvalidOperationException">It was called off, and nothing has changed; says why.</exception>
    public async Task<ClusterRecord> RunAsync(CancellationToken cancellation)
    {
        var before = await look(cancellation);
        var old = before.Primary;
        Demand(old.Report is { IsPrimary: true }, $"{old.Name}, the primary, does not answer: use promote");
        Demand(before.Heirs.Any(m => m.Report is { LinkUp: true }), "no replica is connected to it");
        Demand(before.Sentinels.CanElect, $"only {before.Sentinels.Answering} of {before.Sentinels.Total} Sentinels answer");

        await nodes.PauseWritesAsync(old.Name, SwitchoverPause, cancellation);
        try
        {
            Demand(await UntilAsync(HaveEverything, CatchUpPatience, cancellation) is not null, $"the replicas did not catch up within {CatchUpPatience.TotalSeconds:0} s");
            await sentinels.FailoverAsync(cancellation);
            var after = await UntilAsync(v => IsPromoted(v, before), PromotionPatience, cancellation);
            Demand(after is not null, $"the Sentinels promoted nobody within {PromotionPatience.TotalSeconds:0} s");
            await nodes.FollowAsync(old.Name, after!.Sentinels.Primary!, cancellation);
            return new ClusterRecord(after.Sentinels.Primary!, after.Sentinels.Term);
        }
        finally
        {
            await nodes.ResumeWritesAsync(old.Name, CancellationToken.None);
        }
    }

    /// <summary>All that are connected, because the Sentinels choose.</summary>
    private static bool HaveEverything(ClusterView view) =>
        view.Primary.Report is { } primary && view.Heirs.Where(m => m.Report!.LinkUp).ToList() is { Count: > 0 } heirs && heirs.All(m => m.Report!.Offset == primary.Offset);

    private static bool IsPromoted(ClusterView view, ClusterView before) =>
        view.Sentinels.Primary is { } named && view.Sentinels.Term > before.Sentinels.Term && named != before.Record.Primary && view[named].Report is { IsPrimary: true };

    private async Task<ClusterView?> UntilAsync(Func<ClusterView, bool> reached, TimeSpan patience, CancellationToken cancellation)
    {
        var begun = time.GetTimestamp();
        while (time.GetElapsedTime(begun) < patience)
        {
            var view = await look(cancellation);
            if (reached(view))
            {
                return view;
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
