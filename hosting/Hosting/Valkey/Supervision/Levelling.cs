using static Distribution.Hosting.Valkey.ValkeyClusterDefaults;

namespace Distribution.Hosting.Valkey;

/// <summary>
/// Brings all replicas of a dead primary to the same data, because the Sentinels choose by offsets that may be seconds old: without it a write that one
/// replica has confirmed (<c>WAIT 1</c>) could be lost by the promotion of another. A replica gives nothing to others while its own primary is away, so the
/// one that has most is made to follow nobody first. No client writes to it: none is sent there before the Sentinels name it.
/// </summary>
internal sealed class Levelling(IValkeyNodes nodes, Func<CancellationToken, Task<ClusterView>> look, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(10);

    /// <summary>Whether every living replica has the same.</summary>
    public static bool IsLevel(ClusterView view) =>
        view.Others.Where(m => m is { Process: ProcessState.Running, Report: not null }).Select(m => m.Report!.Offset).Distinct().Count() <= 1;

    /// <summary>Levels them, as far as that is done in good time.</summary>
    public async Task RunAsync(ClusterView view, CancellationToken cancellation)
    {
        if (IsLevel(view))
        {
            return;
        }

        var first = FailoverRules.Furthest(view.Heirs);
        await nodes.LeadAsync(first.Name, cancellation);
        foreach (var other in view.Heirs.Where(m => m != first))
        {
            await nodes.FollowAsync(other.Name, first.Name, cancellation);
        }

        var begun = time.GetTimestamp();
        while (!IsLevel(await look(cancellation)) && time.GetElapsedTime(begun) < CatchUpPatience)
        {
            await Task.Delay(Interval, time, cancellation);
        }
    }
}
