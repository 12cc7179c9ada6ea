using Distribution.Drills.Faults;
using Distribution.Drills.Targets.Local.Means;
using Distribution.Machine.Control;
using Distribution.Machine.Network;
using Distribution.Machine.State;

namespace Distribution.Drills.Targets.Local;

/// <summary>A topology of this machine's processes, asked and told through its AppHost.</summary>
public sealed class LocalTarget : ITarget
{
    private const string Drills = "drills";

    private readonly StateFolder _folder;
    private readonly ControlClient _control;
    private readonly Uri? _gateway;
    private readonly TargetState _first;
    private readonly IReadOnlyList<ILocalMeans> _means;
    private readonly LocalNetwork _network;

    private LocalTarget(StateFolder folder, ControlClient control, Uri? gateway, TopologyStatus first, ServiceBuild? build)
    {
        (_folder, _control, _gateway, _first) = (folder, control, gateway, StateOf(first));
        _network = new LocalNetwork(folder.Name, control, first.Network);
        _means = [new CommandMeans(control), new ClockMeans(this, folder), new SlowDiskMeans(folder), new SmallDiskMeans(this, folder), new UpgradeMeans(this, folder, build)];
    }

    /// <inheritdoc/>
    public string Name => $"local/{_folder.Name}";

    /// <inheritdoc/>
    /// <exception cref="TargetException">It has none, as a topology of databases alone.</exception>
    public Uri Gateway => _gateway ?? throw new TargetException($"Topology '{_folder.Name}' has no gateway.");

    /// <inheritdoc/>
    public string Valkey
    {
        get
        {
            var sentinels = string.Join(',', _first.Of("valkey-sentinel").Select(member => $"{member.Endpoint!.Host}:{member.Endpoint.Port}"));
            return $"sentinels={sentinels};service=valkey;user=app;passwordFile={Secret("valkey-app")}";
        }
    }

    /// <inheritdoc/>
    public string Postgres(string database) => Postgres("postgres", database, database == Drills ? $"{Drills}_owner" : database);

    /// <summary>A connection string that names all members of a cluster.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="database">The database.</param>
    /// <param name="role">The role: the database's name, or that with <c>_owner</c>.</param>
    public string Postgres(string cluster, string database, string role)
    {
        var hosts = string.Join(',', _first.Of(cluster).Select(member => $"{member.Endpoint!.Host}:{member.Endpoint.Port}"));
        return $"Host={hosts};Database={database};Username={role};Passfile={Secret($"{cluster}-{role}.pgpass")}";
    }

    /// <summary>Finds the topology of a state folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <param name="build">Builds other versions of the services; null where that cannot be done.</param>
    /// <exception cref="TargetException">It does not run.</exception>
    public static async Task<LocalTarget> OpenAsync(StateFolder folder, CancellationToken cancellationToken, ServiceBuild? build = null)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var control = new ControlClient(folder);
        if (await control.TryGetStatusAsync(cancellationToken) is not { } status)
        {
            control.Dispose();
            throw new TargetException($"Topology '{folder.Name}' is not running: start it with ./distribution up --wait.");
        }

        return new(folder, control, status.Gateway is { } gateway ? new Uri(gateway) : null, status, build);
    }

    /// <inheritdoc/>
    public async Task<TargetState> LookAsync(CancellationToken cancellationToken) =>
        await _control.TryGetStatusAsync(cancellationToken) is { } status ? StateOf(status) : throw new TargetException($"The AppHost of topology '{_folder.Name}' does not answer: ./distribution status.");

    /// <inheritdoc/>
    public string? WhyNot(Injection injection) => injection == Injection.Network ? _network.Lack : MeansOf(injection) is { } means ? means.Lack : $"nothing on this machine can {injection}.";

    /// <inheritdoc/>
    public Task ShapeNetworkAsync(string fault, IReadOnlyList<NetworkRule> rules, CancellationToken cancellationToken) =>
        _network.Lack is { } lack ? throw new TargetException($"{fault}: {lack}") : _network.ShapeAsync(fault, rules, cancellationToken);

    /// <inheritdoc/>
    public Task PrepareAsync(Injection injection, CancellationToken cancellationToken) => MeansOf(injection)?.PrepareAsync(cancellationToken) ?? Task.CompletedTask;

    /// <inheritdoc/>
    public Task InjectAsync(Member member, Injection injection, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(member);
        return WhyNot(injection) is { } lack ? throw new TargetException($"{injection} of {member.Name}: {lack}") : MeansOf(injection)!.InjectAsync(member, injection, cancellationToken);
    }

    /// <inheritdoc/>
    public DevelopmentUser UserWithRole(string role) => DevelopmentUser.WithRole(_folder, role);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Phase>> PhasesAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        var phases = new List<Phase>();
        foreach (var cluster in new[] { "postgres", "valkey" }.Where(cluster => _first.Find(cluster) is not null))
        {
            await using var log = await _control.FollowLogsAsync(cluster, follow: false, cancellationToken);
            using var reader = new StreamReader(log);
            while (await reader.ReadLineAsync(cancellationToken) is { } line)
            {
                if (SupervisorLine.Parse(cluster, line) is { } phase && phase.At >= since)
                {
                    phases.Add(phase);
                }
            }
        }

        return [.. phases.OrderBy(phase => phase.At)];
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _control.Dispose();
        return ValueTask.CompletedTask;
    }

    private static TargetState StateOf(TopologyStatus status) => new(
        status.Healthy ? null : status.Resources.FirstOrDefault(resource => !resource.IsSettled) is { } missing ? $"{missing.Name} is {missing.State} and not healthy" : "its AppHost does not call it healthy",
        [.. status.Resources.Select(resource => new Member(
            resource.Name,
            resource.Role,
            resource.Healthy,
            resource.Pid?.ToString(System.Globalization.CultureInfo.InvariantCulture),
            resource.Endpoints.Count > 0 ? new Uri(resource.Endpoints[0]) : null,
            resource.Term,
            resource.Zone))]);

    private ILocalMeans? MeansOf(Injection injection) => _means.FirstOrDefault(means => means.Injections.Contains(injection));

    private string Secret(string file) => Path.Combine(_folder.Secrets, file);
}
