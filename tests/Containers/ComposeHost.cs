using Distribution.Drills.Targets;
using Distribution.Drills.Targets.Compose;
using Distribution.Testing.Hosts;

namespace Distribution.Containers.Tests;

/// <summary>The containers of a compose project as the host of a test's topology; whoever started them ends them.</summary>
internal sealed class ComposeHost : ITopologyHost
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly ComposeTarget _target;

    private ComposeHost(ComposeTarget target) => _target = target;

    public ITarget Target => _target;

    public static async Task<ITopologyHost> OpenAsync(ComposeTopology topology, CancellationToken cancellationToken)
    {
        var host = new ComposeHost(await ComposeTarget.OpenAsync(new(topology.Name) { DockerHost = topology.DockerHost, SecretsFolder = topology.SecretsFolder }, cancellationToken));
        await host.WaitUntilWholeAsync(cancellationToken);
        return host;
    }

    public string Postgres(string cluster, string database, string role) => _target.Postgres(database);

    public async Task WaitUntilWholeAsync(CancellationToken cancellationToken)
    {
        var since = TimeProvider.System.GetTimestamp();
        while ((await _target.LookAsync(cancellationToken)).Lack is { } lack)
        {
            if (TimeProvider.System.GetElapsedTime(since) > Patience)
            {
                throw new TimeoutException($"{_target.Name} was not whole within {Patience.TotalSeconds:0} s: {lack}.");
            }

            await Task.Delay(Interval, cancellationToken);
        }
    }

    public ValueTask DisposeAsync() => _target.DisposeAsync();
}
