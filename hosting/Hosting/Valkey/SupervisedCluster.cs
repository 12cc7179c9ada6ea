using Distribution.Hosting.Members;
using Distribution.Valkey;
using Microsoft.Extensions.Logging;

namespace Distribution.Hosting.Valkey;

/// <summary>A cluster's supervisor with all that it works with, apart from how processes are started.</summary>
internal sealed class SupervisedCluster : IAsyncDisposable
{
    private readonly ClusterLayout _layout;
    private readonly ClusterFiles _files;
    private readonly ILogger _log;
    private readonly TimeProvider _time;
    private readonly Wakeup _wakeup;
    private readonly ValkeyNodes _nodes;
    private readonly Sentinels _sentinels;
    private readonly HashSet<string> _preparedSentinels = new(StringComparer.Ordinal);

    public SupervisedCluster(
        ClusterLayout layout, ClusterFiles files, IClusterRecords records, IMemberProcesses processes, Wakeup wakeup, Action<ClusterView> publish, ILogger log, TimeProvider time)
    {
        (_layout, _files, _log, _time, _wakeup) = (layout, files, log, time, wakeup);
        files.Password(ValkeyUser.Supervisor);
        var settings = new ValkeyConnectionSettings
        {
            Credentials = new(ValkeyUser.Supervisor.Name, files.PasswordFile(ValkeyUser.Supervisor)),
            ClientName = "supervisor",
            ConnectTimeout = ValkeyClusterDefaults.ProbeTimeout,
            CommandTimeout = ValkeyClusterDefaults.ProbeTimeout,
        };
        _nodes = new ValkeyNodes(layout.Servers, settings, wakeup, time);
        _sentinels = new Sentinels(layout.Sentinels, layout.Servers, layout.Service, settings, wakeup, time);
        var watch = new ClusterWatch([.. layout.Servers.Select(s => s.Name)], [.. layout.Sentinels.Select(s => s.Name)], processes, _nodes, _sentinels, time);
        Supervisor = new ValkeySupervisor(watch, processes, _nodes, _sentinels, records, wakeup, publish, log, time);
    }

    public ValkeySupervisor Supervisor { get; }

    /// <summary>Makes ready what a server needs to start, once it is certain as what.</summary>
    public async Task PrepareServerAsync(string member, CancellationToken cancellation)
    {
        var role = await Supervisor.RoleForStartAsync(member, why => SupervisorLog.Waiting(_log, member, why), cancellation);
        _files.PrepareServer(_layout.Server(member), role is StartRole.ReplicaOf replica ? _layout.Server(replica.Upstream) : null);
        _wakeup.Call();
    }

    /// <summary>
    /// Makes ready what a Sentinel needs to start. The first time it waits for the replicas: a Sentinel that meets a primary without replicas takes 10 s to
    /// look again. It does not wait for ever, because a Sentinel is needed most where a replica is missing.
    /// </summary>
    public async Task PrepareSentinelAsync(string sentinel, CancellationToken cancellation)
    {
        var afresh = _preparedSentinels.Add(sentinel);
        var begun = _time.GetTimestamp();
        while (afresh && !ReplicasAreOnline && _time.GetElapsedTime(begun) < ValkeyClusterDefaults.ReplicasPatience)
        {
            await Task.Delay(ValkeyClusterDefaults.ProbePatience, _time, cancellation);
        }

        var record = Supervisor.View?.Record ?? new ClusterRecord(_layout.Servers[0].Name, 0);
        _files.PrepareSentinel(_layout.Sentinel(sentinel), afresh, () => SentinelSettings.Text(
            _layout.Sentinel(sentinel), _layout, _layout.Server(record.Primary), record.Term, _files.Password(ValkeyUser.Sentinel), ClusterFiles.AclFile));
    }

    public async ValueTask DisposeAsync()
    {
        await _nodes.DisposeAsync();
        await _sentinels.DisposeAsync();
        Supervisor.Dispose();
    }

    private bool ReplicasAreOnline => Supervisor.View is { Primary.Report.IsPrimary: true } view && view.Others.All(m => m.Report is { LinkUp: true });
}
