using Distribution.Drills.Targets;
using Distribution.Drills.Targets.Compose;
using Distribution.Testing.Hosts;

namespace Distribution.Containers.Tests;

/// <summary>The containers of a compose project as the host of a test's topology; whoever started them ends them.</summary>
internal sealed class ComposeHost : ITopologyHost
{
    private readonly ComposeTarget _target;

    private ComposeHost(ComposeTarget target) => _target = target;

    public ITarget Target => _target;

    public static async Task<ITopologyHost> OpenAsync(ComposeTopology topology, CancellationToken cancellationToken)
    {
        var target = await ComposeTarget.OpenAsync(new(topology.Name) { DockerHost = topology.DockerHost, SecretsFolder = topology.SecretsFolder }, cancellationToken);
        await target.WholeAgainAsync(cancellationToken);
        return new ComposeHost(target);
    }

    public string Postgres(string cluster, string database, string role) => _target.Postgres(database);

    public ValueTask DisposeAsync() => _target.DisposeAsync();
}
