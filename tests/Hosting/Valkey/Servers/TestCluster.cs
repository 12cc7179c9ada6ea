using Distribution.Hosting.Members;
using Distribution.Hosting.Valkey;
using Distribution.Machine.Ports;
using Distribution.Machine.Processes;
using Distribution.Servers;
using Distribution.Valkey;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Distribution.Hosting.Tests.Valkey;

/// <summary>Three servers and three Sentinels under the real supervisor, and a client that follows them.</summary>
internal sealed class TestCluster : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Wakeup _wakeup = new();
    private CancellationTokenSource _stop = new();
    private readonly Dictionary<string, PortLease> _ports;
    private readonly TestLog _log = new();
    private SupervisedCluster _cluster = null!;
    private Task _running = Task.CompletedTask;

    private TestCluster()
    {
        string[] names = [.. Servers, .. SentinelNames];
        _ports = names.ToDictionary(n => n, _ => PortLease.Acquire());
        Layout = new ClusterLayout("valkey", [.. Servers.Select(Address)], [.. SentinelNames.Select(Address)]);
        Files = new ClusterFiles("valkey", _folder["data"], _folder["secrets"], Account.ForServers());
        Directory.CreateDirectory(_folder["data"]);
        Directory.CreateDirectory(_folder["secrets"]);
        Files.Password(ValkeyUser.App);
        Processes = new LocalProcesses(_folder["data"], _wakeup);
        Open();
        Client = new ValkeyClient(Options);

        MemberAddress Address(string name) => new(name, _ports[name].Port);
    }

    public static IReadOnlyList<string> Servers { get; } = ["valkey-1", "valkey-2", "valkey-3"];

    public static IReadOnlyList<string> SentinelNames { get; } = ["valkey-sentinel-1", "valkey-sentinel-2", "valkey-sentinel-3"];

    public ClusterLayout Layout { get; }

    public ClusterFiles Files { get; }

    public LocalProcesses Processes { get; }

    public ValkeyClient Client { get; }

    public ValkeySupervisor Supervisor => _cluster.Supervisor;

    public string Primary => Supervisor.View!.Record.Primary;

    public long Term => Supervisor.View!.Record.Term;

    public string Story => _log.Text;

    public static async Task<TestCluster> StartAsync()
    {
        var cluster = new TestCluster();
        try
        {
            await cluster.StartAllAsync();
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts every process that does not run, and waits until all is healthy.</summary>
    public async Task StartAllAsync()
    {
        _running = _cluster.Supervisor.RunAsync(_stop.Token);
        await Task.WhenAll(Servers.Concat(SentinelNames).Select(n => Processes.StartAsync(n, _stop.Token)));
        await Healthy();
    }

    public Task Healthy() => Until(() => Supervisor.View is { } view && ClusterHealth.Of(view).Status is HealthStatus.Healthy, "the cluster is healthy");

    public async Task Until(Func<bool> condition, string because)
    {
        try
        {
            await Eventually.True(condition, TimeSpan.FromSeconds(30), because);
        }
        catch (TimeoutException e)
        {
            var health = Supervisor.View is { } view ? ClusterHealth.Of(view).Description : "nothing seen";
            throw new TimeoutException($"{e.Message} {health}\n{Story}\n{string.Join('\n', Servers.Concat(SentinelNames).Select(n => $"--- {n}\n{Processes.Output(n)}"))}", e);
        }
    }

    /// <summary>Options of a service.</summary>
    public ValkeyOptions Options => ValkeyOptions.Parse(
        $"sentinels={string.Join(',', Layout.Sentinels.Select(s => s.Endpoint))};service=valkey;user=app;passwordFile={Files.PasswordFile(ValkeyUser.App)}");

    /// <summary>Ends the supervisor, and after something else has happened goes on with a new one that knows only the record.</summary>
    public async Task RestartSupervisorAsync(Func<Task> meanwhile)
    {
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _cluster.DisposeAsync();
        await meanwhile();
        _stop = new CancellationTokenSource();
        Open();
        _running = _cluster.Supervisor.RunAsync(_stop.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Client.DisposeAsync();
        await _cluster.DisposeAsync();
        Processes.Dispose();
        foreach (var port in _ports.Values)
        {
            port.Dispose();
        }

        _folder.Dispose();
        _stop.Dispose();
    }

    private void Open()
    {
        var records = new RecordFile(_folder["data", "valkey", "record.json"], Servers, Files.Folder);
        _cluster = new SupervisedCluster(Layout, Files, records, Processes, _wakeup, _ => { }, _log, TimeProvider.System);
        Processes.Prepare = name => SentinelNames.Contains(name)
            ? _cluster.PrepareSentinelAsync(name, _stop.Token)
            : _cluster.PrepareServerAsync(name, _stop.Token);
    }
}
