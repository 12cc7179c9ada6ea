using Distribution.Hosting.Valkey;

namespace Distribution.Hosting.Tests.Valkey;

/// <summary>Servers, Sentinels and processes that exist only here: what is done to them is written down, and a view follows from it.</summary>
internal sealed class FakeCluster(ClusterView view) : IMemberProcesses, IValkeyNodes, ISentinels
{
    public ClusterView View { get; set; } = view;

    public List<string> Story { get; } = [];

    /// <summary>Whom the Sentinels promote when they are told to; null for nobody.</summary>
    public string? Heir { get; set; } = "b";

    public Task<ClusterView> LookAsync(CancellationToken cancellation) => Task.FromResult(View);

    public ProcessView Look(string member) => new(View[member].Process);

    public Task StartAsync(string member, CancellationToken cancellation) => Note($"start {member}");

    public void Kill(string member)
    {
        Story.Add($"kill {member}");
        View = View.Gone(member);
    }

    public Task<NodeReport?> ReportAsync(string member, CancellationToken cancellation) => Task.FromResult(View[member].Report);

    public Task FollowAsync(string member, string upstream, CancellationToken cancellation)
    {
        View = View.With(member, m => m with { Report = new NodeReport(false, View[upstream].Report!.Offset, upstream, LinkUp: true) });
        return Note($"{member} follows {upstream}");
    }

    public Task LeadAsync(string member, CancellationToken cancellation)
    {
        View = View.With(member, m => m with { Report = m.Report! with { IsPrimary = true, Upstream = null } });
        return Note($"{member} leads");
    }

    public Task PauseWritesAsync(string member, TimeSpan atMost, CancellationToken cancellation) => Note($"pause {member}");

    public Task ResumeWritesAsync(string member, CancellationToken cancellation) => Note($"resume {member}");

    public Task FailoverAsync(CancellationToken cancellation)
    {
        if (Heir is { } heir)
        {
            View = View.With(s => s with { Primary = heir, Term = 8 }).With(heir, m => m with { Report = new NodeReport(IsPrimary: true, Offset: 100, GoodReplicas: 1) });
        }

        return Note("failover");
    }

    Task<SentinelsView> ISentinels.LookAsync(CancellationToken cancellation) => Task.FromResult(View.Sentinels);

    private Task Note(string what)
    {
        Story.Add(what);
        return Task.CompletedTask;
    }
}
