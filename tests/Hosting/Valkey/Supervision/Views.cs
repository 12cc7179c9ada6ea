using Distribution.Hosting.Valkey;

namespace Distribution.Hosting.Tests.Valkey;

/// <summary>A cluster in which all is well, to be spoilt.</summary>
internal static class Views
{
    public static ClusterView Healthy { get; } = new(
        new ClusterRecord("a", 7),
        [
            new MemberView("a", ProcessState.Running, new NodeReport(IsPrimary: true, Offset: 100, GoodReplicas: 2)) { LastWasPrimary = true, LastOffset = 100 },
            new MemberView("b", ProcessState.Running, new NodeReport(IsPrimary: false, Offset: 100, Upstream: "a", LinkUp: true)) { LastOffset = 100 },
            new MemberView("c", ProcessState.Running, new NodeReport(IsPrimary: false, Offset: 100, Upstream: "a", LinkUp: true)) { LastOffset = 100 },
        ],
        new SentinelsView(3, 3, "a", 7))
    {
        SentinelProcesses = [new MemberView("s1", ProcessState.Running), new MemberView("s2", ProcessState.Running), new MemberView("s3", ProcessState.Running)],
    };

    public static ClusterView With(this ClusterView view, string member, Func<MemberView, MemberView> change) =>
        view with { Members = [.. view.Members.Select(m => m.Name == member ? change(m) : m)] };

    public static ClusterView With(this ClusterView view, Func<SentinelsView, SentinelsView> change) => view with { Sentinels = change(view.Sentinels) };

    public static ClusterView Gone(this ClusterView view, string member, TimeSpan since = default) =>
        view.With(member, m => m with { Process = ProcessState.Gone, Report = null, GoneFor = since });

    public static ClusterView Frozen(this ClusterView view, string member, double seconds) =>
        view.With(member, m => m with { Report = null, SilentFor = TimeSpan.FromSeconds(seconds) });

    public static ClusterView Without(this ClusterView view, int sentinels) => view.Silent(sentinels) with
    {
        SentinelProcesses = [.. view.SentinelProcesses.Select((s, i) => i < sentinels ? s with { Process = ProcessState.Gone, StopAskedFor = true } : s)],
    };

    public static ClusterView Silent(this ClusterView view, int sentinels, double seconds = 0.1) => view.With(s => s with { Answering = s.Total - sentinels }) with
    {
        SentinelProcesses = [.. view.SentinelProcesses.Select((s, i) => i < sentinels ? s with { SilentFor = TimeSpan.FromSeconds(seconds) } : s)],
    };

    /// <summary>After the Sentinels made another one the primary and the record has followed.</summary>
    public static ClusterView Switched(this ClusterView view, string to) =>
        view
            .With(s => s with { Primary = to, Term = 8 })
            .With(to, m => m with { Report = new NodeReport(IsPrimary: true, Offset: 120, GoodReplicas: 1), LastWasPrimary = true })
            .Recording(to, 8);

    public static ClusterView Recording(this ClusterView view, string primary, long term) => view with { Record = new ClusterRecord(primary, term) };
}
