using Distribution.Hosting.Network;
using Distribution.Hosting.Postgres.Members;
using Distribution.Machine.Processes;
using Distribution.Machine.State;

namespace Distribution.Hosting.Postgres;

/// <summary>Where a cluster keeps its files in the topology's state folder.</summary>
internal sealed class PostgresClusterFolders
{
    // Below the member's own folder, which may be the root of a disk: a fresh copy is renamed over the data directory, and nothing can be renamed over a mount point.
    private const string DataDirectory = "pgdata";

    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly string _cluster;
    private readonly StateFolder _state;

    public PostgresClusterFolders(string cluster, StateFolder state)
    {
        (_cluster, _state) = (cluster, state);
        Account = Account.ForServers();
        Secrets = new ClusterSecrets(cluster, state.Secrets, Own, Account);
    }

    /// <summary>The account that servers run as, or null for this process's own.</summary>
    public Account? Account { get; }

    /// <summary>The cluster's passwords.</summary>
    public ClusterSecrets Secrets { get; }

    /// <summary>The state file, the members' settings, the servers' passfile.</summary>
    public string Own => Path.Combine(_state.Data, _cluster);

    /// <summary>What the supervisor must not forget.</summary>
    public string StateFile => Path.Combine(Own, "state.json");

    /// <summary>The folder that everything of the topology's data is in.</summary>
    public string Data => _state.Data;

    /// <summary>Where a member is.</summary>
    public MemberAddress Address(string member, MemberPorts ports) =>
        new(member, ports.Port, Path.Combine(RealPath.Of(_state.Data), member, DataDirectory), Path.Combine(Own, $"{member}.conf")) { TargetPort = ports.TargetPort };

    /// <summary>Makes the folders.</summary>
    public void Create()
    {
        Directory.CreateDirectory(_state.Secrets, Private);
        Directory.CreateDirectory(_state.Data);
        Directory.CreateDirectory(Own, Private);
        Account?.Own(Own);
    }
}
