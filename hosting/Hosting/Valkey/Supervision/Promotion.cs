using static Distribution.Hosting.Valkey.ValkeyClusterDefaults;

namespace Distribution.Hosting.Valkey;

/// <summary>Replaces the primary now, whatever its state: it is killed, the replicas are levelled, and the Sentinels promote one of them.</summary>
internal sealed class Promotion(
    IMemberProcesses processes, IValkeyNodes nodes, ISentinels sentinels, Func<CancellationToken, Task<ClusterView>> look, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    /// <summary>Returns the new primary and its term.</summary>
    /// <exception cref="InvalidOperationException">There is nobody to promote, or nobody was promoted; says why.</exception>
    public async Task<ClusterRecord> RunAsync(CancellationToken cancellation)
    {
        var before = await look(cancellation);
        var old = before.Primary;
        Demand(before.Heirs.Any(), "no replica answers");
        Demand(before.Sentinels.CanElect, $"only {before.Sentinels.Answering} of {before.Sentinels.Total} Sentinels answer");

        processes.Kill(old.Name);
        var alone = await UntilAsync(v => v.Primary.Process is ProcessState.Gone && v.Heirs.Any(), cancellation);
        Demand(alone is not null, $"{old.Name} did not end, or no replica is left");
        await new Levelling(nodes, look, time).RunAsync(alone!, cancellation);
        await sentinels.FailoverAsync(cancellation);
        var after = await UntilAsync(v => v.Sentinels.Term > before.Sentinels.Term && v.Sentinels.Primary is { } named && named != old.Name, cancellation);
        Demand(after is not null, $"the Sentinels promoted nobody within {PromotionPatience.TotalSeconds:0} s");
        return new ClusterRecord(after!.Sentinels.Primary!, after.Sentinels.Term);
    }

    private async Task<ClusterView?> UntilAsync(Func<ClusterView, bool> reached, CancellationToken cancellation)
    {
        var begun = time.GetTimestamp();
        while (time.GetElapsedTime(begun) < PromotionPatience)
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
            throw new InvalidOperationException($"Nobody was promoted: {otherwise}.");
        }
    }
}
