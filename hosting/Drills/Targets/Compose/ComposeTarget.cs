using System.Net;
using Distribution.Drills.Faults;
using Distribution.Drills.Safety;
using Distribution.Drills.Scenarios;
using Distribution.Drills.Targets.Deployed;
using Distribution.Machine.Control;
using Distribution.Machine.Network;

namespace Distribution.Drills.Targets.Compose;

/// <summary>
/// A topology that <c>docker compose up</c> runs on this machine. It is known by the marker that all of its containers carry, whatever their project is called; they are reached at their addresses on the engine's
/// bridges, of which this machine is a part, and the gateways at the ports that they publish.
/// </summary>
/// <remarks>
/// A kill is a SIGKILL of the container's first process from outside, as a crash is: the engine starts the container again by its restart policy. It does not do that with what it was itself told to kill
/// (<c>docker kill</c> counts as a stop by hand), so that where the processes cannot be signalled the drill tells it to kill, and to start again.
/// </remarks>
public sealed class ComposeTarget : ITarget
{
    private readonly ComposeTargetOptions _options;
    private readonly DockerEngine _engine;
    private readonly ContainerWatch _watch;
    private readonly RoleReader _roles;
    private readonly SecretFiles _secrets;
    private readonly IReadOnlyList<DockerContainer> _first;
    private readonly ComposeUpgrade _upgrade;

    private ComposeTarget(ComposeTargetOptions options, DockerEngine engine, ContainerWatch watch, IReadOnlyList<DockerContainer> first)
    {
        (_options, _engine, _watch, _first) = (options, engine, watch, first);
        var folder = options.SecretsFolder ?? first.Select(container => container.SecretsFolder).FirstOrDefault(found => found is not null) ?? Path.Combine(first[0].Project.Folder, "secrets");
        _secrets = new SecretFiles(folder, $"They are looked for in {folder}, from where the containers have them: say --secrets DIR for another place, and be root, since only the containers' user may read them.");
        _roles = new RoleReader(_secrets.Valkey);
        _upgrade = new ComposeUpgrade(options.Upgrade, engine, first);
        Gateways = [.. first.Where(container => container.Unit.Group == Groups.Gateway).SelectMany(container => container.Published).Select(published => new Uri($"http://{published}"))];
    }

    /// <inheritdoc/>
    public string Name => $"compose/{_options.Topology}";

    /// <inheritdoc/>
    /// <exception cref="TargetException">None publishes a port.</exception>
    public Uri Gateway => Gateways.Count > 0 ? Gateways[0] : throw new TargetException($"No gateway of topology '{_options.Topology}' publishes a port on this machine.");

    /// <inheritdoc/>
    public IReadOnlyList<Uri> Gateways { get; }

    /// <inheritdoc/>
    public IReadOnlySet<IPAddress> OwnAddresses => _first.SelectMany(container => container.Addresses.Values).ToHashSet();

    /// <inheritdoc/>
    public IReadOnlyList<TargetBudget> Budgets => DeployedBudgets.All;

    /// <inheritdoc/>
    public TimeSpan LongestAnswer => DeployedBudgets.LongestAnswer;

    /// <inheritdoc/>
    public TimeSpan LookPause => RoleReader.LookPause;

    /// <inheritdoc/>
    public string Valkey => _secrets.ValkeyAt(Units(Groups.Sentinel));

    /// <summary>Finds the containers of a topology.</summary>
    /// <param name="options">Which.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="TargetException">They are not there, or not this machine's.</exception>
    public static async Task<ComposeTarget> OpenAsync(ComposeTargetOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var engine = new DockerEngine(DockerSocket.Find(options.DockerHost));
        try
        {
            var watch = new ContainerWatch(engine, options.Topology);
            var containers = await watch.ReadAsync(cancellationToken);
            if (containers.Count == 0)
            {
                throw new TargetException($"The engine at {engine.Host} has no container of compose with the label {ContainerWatch.Marker}={options.Topology}: start the topology with docker compose up -d --wait in deploy/compose, or name another with --name.");
            }

            foreach (var container in containers)
            {
                foreach (var address in container.Addresses.Values)
                {
                    LocalBridges.Check(container.Service, address);
                }
            }

            return new(options, engine, watch, containers);
        }
        catch
        {
            engine.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task<TargetState> LookAsync(CancellationToken cancellationToken) => await _roles.ReadAsync([.. (await _watch.ReadAsync(cancellationToken)).Select(container => container.Unit)], cancellationToken);

    /// <inheritdoc/>
    public string? WhyNot(Injection injection) => injection switch
    {
        Injection.Kill or Injection.Freeze or Injection.Thaw or Injection.Stop or Injection.Start => null,
        Injection.Upgrade => _upgrade.Lack,
        Injection.LoseZone => "all containers of compose stand on one machine, in no zones: drill zones locally, or in a cluster.",
        Injection.Network => "the containers' networks have no relay in them, and nothing here changes the machine's firewall: drill the network locally (./distribution up --network relayed).",
        Injection.StepClock or Injection.ResetClock => "the images have no clock that can be set, and a container has no clock of its own: drill clocks locally.",
        Injection.SlowDisk or Injection.UnslowDisk => "the engine cannot slow the disk of a container that runs: drill the disk locally.",
        _ => $"nothing here can {injection}.",
    };

    /// <inheritdoc/>
    public Task ShapeNetworkAsync(string fault, IReadOnlyList<NetworkRule> rules, CancellationToken cancellationToken) => throw new TargetException($"{fault}: {WhyNot(Injection.Network)}");

    /// <inheritdoc/>
    public Task PrepareAsync(Injection injection, CancellationToken cancellationToken) => injection == Injection.Upgrade ? _upgrade.PrepareAsync(cancellationToken) : Task.CompletedTask;

    /// <inheritdoc/>
    public async Task InjectAsync(Member member, Injection injection, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(member);
        if (WhyNot(injection) is { } lack)
        {
            throw new TargetException($"{injection} of {member.Name}: {lack}");
        }

        var container = (await _watch.ReadAsync(cancellationToken)).FirstOrDefault(container => container.Service == member.Name) ?? throw new TargetException($"{Name} has no container of {member.Name} any more.");
        await (injection switch
        {
            Injection.Kill => KillAsync(container, cancellationToken),
            Injection.Freeze => _engine.TellAsync(container.Id, "pause", cancellationToken),
            Injection.Thaw => _engine.TellAsync(container.Id, "unpause", cancellationToken),
            Injection.Stop => _engine.TellAsync(container.Id, "stop", cancellationToken),
            Injection.Start => _engine.TellAsync(container.Id, "start", cancellationToken),
            _ => _upgrade.UpgradeAsync(this, member, container, cancellationToken),
        });
    }

    /// <inheritdoc/>
    public string Postgres(string database) => _secrets.PostgresAt(Units(Groups.Postgres), database);

    /// <inheritdoc/>
    public DevelopmentUser UserWithRole(string role) => _secrets.UserWithRole(role);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Phase>> PhasesAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        var logs = await Task.WhenAll((await _watch.ReadAsync(cancellationToken)).Where(container => container.Unit.Group is Groups.Postgres or Groups.Sentinel).Select(async container =>
            (await _engine.LogAsync(container.Id, since, cancellationToken)).Select(line => FailoverLine.Parse(container.Service, line))));
        return FailoverLine.Once(logs.SelectMany(phases => phases).OfType<Phase>().Where(phase => phase.At >= since));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _roles.DisposeAsync();
        _engine.Dispose();
    }

    private async Task KillAsync(DockerContainer container, CancellationToken cancellationToken)
    {
        if (ContainerProcesses.Lack(container.Id) is null)
        {
            ContainerProcesses.Kill(container.Id);
            return;
        }

        await _engine.TellAsync(container.Id, "kill", cancellationToken);
        await _engine.TellAsync(container.Id, "start", CancellationToken.None);
    }

    private IEnumerable<Unit> Units(string group) => _first.Select(container => container.Unit).Where(unit => unit.Group == group);
}
