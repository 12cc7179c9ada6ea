using static Distribution.Hosting.Valkey.ValkeyClusterDefaults;

namespace Distribution.Hosting.Valkey;

/// <summary>
/// The Sentinels decide who becomes the primary. The supervisor owns the processes, and sees to it that nothing comes between:
/// <list type="number">
/// <item>The record names the primary, and follows the Sentinels: whom the newest term names is adopted. They name a member only after it has said
/// itself that it is a primary, so this holds even if it has died since.</item>
/// <item>Fence before promote. As soon as the primary is silent while others answer, or a quorum takes it for down, or a failover begins, its process is
/// killed: in the last case about 0.2 s before the Sentinels promote somebody. So it can acknowledge nothing that the new one lacks, neither then nor
/// when it is resumed.</item>
/// <item>A member that takes itself for a primary beside the recorded one, which the Sentinels name too, is killed; and a frozen one that did so
/// when it last answered, before it is resumed.</item>
/// <item>A dead primary is not started before the switch, and after it only as a replica. Where no switch can come (no replica is alive, or too few
/// Sentinels: their processes are gone, or were silent for long) or none came for so long that the Sentinels failed twice, it starts as what it was: it has every acknowledged write on its disk.</item>
/// <item>When all are dead the primary goes first and the replicas wait for it. If it cannot start, the replica that was furthest starts alone, and
/// the Sentinels promote it.</item>
/// <item>A dead primary is replaced at once: the replicas are levelled, and the Sentinels are told to promote one, because that a process is gone is
/// certain, and they would need 1.5 s to suspect it and more to agree. Not once they do suspect it, as then they are about to elect.</item>
/// <item>A process whose stop somebody asked for is left alone.</item>
/// </list>
/// </summary>
internal static class FailoverRules
{
    /// <summary>What is to be done now.</summary>
    public static IReadOnlyList<SupervisorAction> Next(ClusterView view) =>
        Adoption(view) is { } adoption ? [adoption] : [.. Fences(view), .. Replacements(view), .. Strays(view), .. Starts(view)];

    /// <summary>As what a member may start now.</summary>
    public static StartRole RoleOf(ClusterView view, string member) =>
        member == view.Record.Primary ? RoleOfPrimary(view) : RoleOfReplica(view, member);

    private static StartRole RoleOfPrimary(ClusterView view)
    {
        if (IsSwitching(view))
        {
            return new StartRole.Wait("the Sentinels are promoting another member");
        }

        return SwitchMayCome(view) && view.Primary.GoneFor < SwitchPatience
            ? new StartRole.Wait("the Sentinels have not promoted another member yet")
            : new StartRole.Primary();
    }

    private static StartRole RoleOfReplica(ClusterView view, string member)
    {
        var primary = view.Primary;
        if (primary is { Process: ProcessState.Running, Report: { IsPrimary: true, Loading: false } } || (primary.StopAskedFor && !view.Heirs.Any()))
        {
            return new StartRole.ReplicaOf(primary.Name);
        }

        if (primary.FailedStarts >= FailedStartsBeforeGivingUp && !view.Heirs.Any() && Furthest(view.Others).Name == member)
        {
            return new StartRole.ReplicaOf(primary.Name);
        }

        return new StartRole.Wait($"the primary {primary.Name} does not answer yet");
    }

    private static SupervisorAction.Adopt? Adoption(ClusterView view)
    {
        var (record, sentinels) = (view.Record, view.Sentinels);
        return sentinels.Primary is { } named && sentinels.Term > record.Term
            ? new SupervisorAction.Adopt(named, sentinels.Term, $"the Sentinels name it in term {sentinels.Term}")
            : null;
    }

    private static IEnumerable<SupervisorAction> Fences(ClusterView view)
    {
        var primary = view.Primary;
        if (primary.Process is ProcessState.Running && WhyFence(primary, view) is { } why)
        {
            yield return new SupervisorAction.Fence(primary.Name, why);
        }

        if (!HasSettled(view))
        {
            yield break;
        }

        foreach (var stray in view.Others.Where(m => m.Process is ProcessState.Running && (m.Report?.IsPrimary ?? m.LastWasPrimary)))
        {
            yield return new SupervisorAction.Fence(stray.Name, $"it takes itself for a primary beside {primary.Name}, or did before it froze");
        }
    }

    private static string? WhyFence(MemberView primary, ClusterView view)
    {
        var sentinels = view.Sentinels;
        return primary.Report switch
        {
            { IsPrimary: false } => null,
            _ when IsSwitching(view) => "the Sentinels are promoting another member",
            { } => null,
            null when !primary.HasAnswered => primary.SilentFor >= FenceUnstarted ? $"it has not answered for {FenceUnstarted.TotalSeconds:0} s since it was started" : null,
            null when sentinels.Down == primary.Name => "it does not answer and the Sentinels take it for down",
            null when primary.SilentFor >= FenceSoft && SwitchCanCome(view) => $"it has not answered for {FenceSoft.TotalMilliseconds:0} ms, and others do",
            null when primary.SilentFor >= FenceAlone => $"it has not answered for {FenceAlone.TotalSeconds:0} s",
            null => null,
        };
    }

    private static IEnumerable<SupervisorAction> Replacements(ClusterView view)
    {
        if (view.Primary.IsAbsent && view.Sentinels.Down is null && SwitchCanCome(view) && !IsSwitching(view))
        {
            yield return new SupervisorAction.Replace(view.Primary.Name, "its process is gone");
        }
    }

    private static IEnumerable<SupervisorAction> Strays(ClusterView view) =>
        !HasSettled(view) ? [] : view.Others
            .Where(m => m is { Process: ProcessState.Running, Report.IsPrimary: false } && m.Report.Upstream != view.Primary.Name)
            .Select(m => new SupervisorAction.Follow(m.Name, view.Primary.Name, $"it follows {m.Report!.Upstream ?? "somebody unknown"}"));

    private static IEnumerable<SupervisorAction> Starts(ClusterView view) =>
        view.Members.Concat(view.SentinelProcesses)
            .Where(m => m is { Process: ProcessState.Gone, StopAskedFor: false, MayStart: true })
            .Where(m => view.SentinelProcesses.Contains(m) || RoleOf(view, m.Name) is not StartRole.Wait)
            .Select(m => new SupervisorAction.Start(m.Name, "its process is gone"));

    private static bool IsSwitching(ClusterView view) =>
        view.Sentinels.Replacing == view.Record.Primary || (view.Sentinels.Term > view.Record.Term && view.Sentinels.Primary != view.Record.Primary);

    /// <summary>Whether the record, the Sentinels and the server itself agree on who is the primary.</summary>
    private static bool HasSettled(ClusterView view) =>
        view.Primary.Report is { IsPrimary: true } && view.Sentinels.Primary == view.Primary.Name && !IsSwitching(view);

    private static bool SwitchCanCome(ClusterView view) => view.Sentinels.CanElect && view.Heirs.Any();

    /// <summary>Who only missed to answer a look or two on a busy machine, while his process is there, may take part all the same.</summary>
    private static bool SwitchMayCome(ClusterView view) =>
        view.Others.Any(IsThere) && (view.Sentinels.CanElect || view.SentinelProcesses.Count(IsThere) > view.Sentinels.Total / 2);

    private static bool IsThere(MemberView member) => member.Process is ProcessState.Running && member.SilentFor < FenceAlone;

    /// <summary>The one with the most data; the first by name among equals, so that everybody comes to the same answer.</summary>
    public static MemberView Furthest(IEnumerable<MemberView> members) =>
        members.OrderByDescending(m => m.Report?.Offset ?? m.LastOffset).ThenBy(m => m.Name, StringComparer.Ordinal).First();
}
