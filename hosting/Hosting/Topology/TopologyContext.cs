using Distribution.Hosting.Network;
using Distribution.Machine.Ports;
using Distribution.Machine.State;
using Microsoft.Extensions.Configuration;

namespace Distribution.Hosting.Topology;

/// <summary>
/// What every part of a topology is built with: its name, its state folder and its ports. In publish mode nothing is made, leased or locked.
/// </summary>
public sealed class TopologyContext : IDisposable
{
    internal const string NameKey = "name";
    internal const string StateKey = "state";
    internal const string PortsKey = "ports";
    internal const string NetworkKey = "network";

    private readonly List<PortLease> _leases = [];
    private readonly Dictionary<string, MemberPorts> _routes = new(StringComparer.Ordinal);

    internal TopologyContext(IConfiguration configuration, bool isRunMode)
    {
        IsRunMode = isRunMode;
        StateFolder = FolderOf(configuration);
        Ports = PortsOf(configuration);
        Network = isRunMode ? NetworkOf(configuration) : NetworkMode.Direct;
    }

    /// <summary>The topology's name, unique on this machine among those that share a root of state folders.</summary>
    public string Name => StateFolder.Name;

    /// <summary>Where data, secrets and logs are. It exists once the application starts, not while it is described.</summary>
    public StateFolder StateFolder { get; }

    /// <summary>Whether the ports that people type are the usual ones.</summary>
    public PortMode Ports { get; }

    /// <summary>How the members reach each other; direct while the model is only published.</summary>
    public NetworkMode Network { get; }

    /// <summary>Before whom the relay stands, by member.</summary>
    internal IReadOnlyDictionary<string, MemberPorts> Routes => _routes;

    /// <summary>False while the model is only published.</summary>
    public bool IsRunMode { get; }

    /// <summary>Leases a port for as long as this process lives.</summary>
    /// <param name="usual">The number that people know, taken when <see cref="Ports"/> is <see cref="PortMode.Fixed"/>; null for any.</param>
    /// <returns>The port; in publish mode <paramref name="usual"/>, which nobody holds then.</returns>
    /// <exception cref="PortInUseException">The usual port is taken.</exception>
    public int? LeasePort(int? usual = null)
    {
        if (!IsRunMode)
        {
            return usual;
        }

        var lease = usual is { } port && Ports == PortMode.Fixed ? PortLease.Acquire(port) : PortLease.Acquire();
        _leases.Add(lease);
        return lease.Port;
    }

    /// <summary>Leases the ports of a member that others of the topology connect to: in a relayed network one for them and one for it.</summary>
    /// <param name="member">The member.</param>
    /// <returns>The ports; null in publish mode.</returns>
    public MemberPorts? LeasePorts(string member) =>
        LeasePort() is not { } port ? null : Network == NetworkMode.Direct ? MemberPorts.Direct(port) : _routes[member] = new(port, LeasePort()!.Value);

    /// <summary>Gives the ports back.</summary>
    public void Dispose() => _leases.ForEach(lease => lease.Dispose());

    private static StateFolder FolderOf(IConfiguration configuration)
    {
        try
        {
            return StateFolder.At(configuration[NameKey] ?? StateFolder.DefaultName, configuration[StateKey]);
        }
        catch (StateException refused)
        {
            throw new TopologyConfigurationException($"--{NameKey}: {refused.Message}", refused);
        }
    }

    private static NetworkMode NetworkOf(IConfiguration configuration) => configuration[NetworkKey]?.ToLowerInvariant() switch
    {
        null or "direct" => NetworkMode.Direct,
        "relayed" => NetworkMode.Relayed,
        var other => throw new TopologyConfigurationException($"--{NetworkKey}: '{other}' is neither 'direct' nor 'relayed'."),
    };

    private static PortMode PortsOf(IConfiguration configuration) => configuration[PortsKey]?.ToLowerInvariant() switch
    {
        null or "fixed" => PortMode.Fixed,
        "random" => PortMode.Random,
        var other => throw new TopologyConfigurationException($"--{PortsKey}: '{other}' is neither 'fixed' nor 'random'."),
    };
}
