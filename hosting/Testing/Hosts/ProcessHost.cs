using Distribution.Drills.Targets;
using Distribution.Drills.Targets.Local;
using Distribution.Machine.Control;

namespace Distribution.Testing.Hosts;

/// <summary>Runs a topology as plain processes, under an AppHost of its own.</summary>
internal sealed class ProcessHost : ITopologyHost
{
    private readonly AppHostProcess _appHost;
    private readonly ControlClient _control;
    private readonly WholeTopology _whole;
    private readonly LocalTarget _target;

    private ProcessHost(AppHostProcess appHost, ControlClient control, WholeTopology whole, LocalTarget target) => (_appHost, _control, _whole, _target) = (appHost, control, whole, target);

    public ITarget Target => _target;

    /// <exception cref="TopologyException">It could not be started.</exception>
    public static async Task<ProcessHost> StartAsync(TopologyFolder folder, TopologyOptions options, CancellationToken cancellationToken)
    {
        var appHost = AppHostProcess.Start(AppHostAssembly.Of(options), folder, options);
        var control = new ControlClient(folder.State);
        try
        {
            var whole = new WholeTopology(folder, appHost, control, options.Patience);
            await whole.WaitAsync(cancellationToken);
            return new(appHost, control, whole, await LocalTarget.OpenAsync(folder.State, cancellationToken));
        }
        catch
        {
            await EndAsync(appHost, control);
            throw;
        }
    }

    public string Postgres(string cluster, string database, string role) => _target.Postgres(cluster, database, role);

    public Task WaitUntilWholeAsync(CancellationToken cancellationToken) => _whole.WaitAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _target.DisposeAsync();
        await EndAsync(_appHost, _control);
    }

    private static async Task EndAsync(AppHostProcess appHost, ControlClient control)
    {
        control.Dispose();
        await appHost.StopAsync();
        appHost.Dispose();
    }
}
