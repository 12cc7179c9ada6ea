using Distribution.Drills.Faults;
using Distribution.Drills.Safety;
using Distribution.Drills.Scenarios;
using Distribution.Drills.Targets.Deployed;
using Distribution.Machine.Control;
using Distribution.Machine.Network;

namespace Distribution.Drills.Targets.Kubernetes;

/// <summary>
/// A release of the Helm chart in a cluster, with Postgres by Patroni. It is known by the marker that all of its objects carry. The cluster is asked through kubectl; the members are asked at their own addresses, which
/// this machine has to reach, and clients come in by the gateway's Service.
/// </summary>
/// <remarks>
/// A kill is a SIGKILL of the container's first process from outside where the processes are this machine's, as in a cluster of one machine: its node starts the container again in the same pod. Elsewhere it is a pod
/// that is lost: it is deleted at once and without grace, and another takes its place, which takes longer and shows less. A stop is a deletion with the pod's own grace; nothing is stopped for longer than that, because
/// its controller starts it again, so that there is nothing to start.
/// </remarks>
public sealed class KubernetesTarget : ITarget
{
    private readonly Kubectl _kubectl;
    private readonly PodWatch _watch;
    private readonly IReadOnlyDictionary<string, ClusterNode> _nodes;
    private readonly ClusterServices _services;
    private readonly MountedSecrets _mounted;
    private readonly SecretFiles _secrets;
    private readonly RoleReader _roles;
    private readonly PodProcesses _processes = new();
    private readonly NodeOutage _outage;
    private readonly KubernetesUpgrade _upgrade;
    private readonly PodMeans _means;
    private readonly KubernetesLimits _limits;

    private KubernetesTarget(KubernetesTargetOptions options, Kubectl kubectl, PodWatch watch, IReadOnlyDictionary<string, ClusterNode> nodes, ClusterServices services, MountedSecrets mounted, string name)
    {
        (_kubectl, _watch, _nodes, _services, _mounted, Name) = (kubectl, watch, nodes, services, mounted, name);
        _secrets = new SecretFiles(mounted.Folder, "It is in no Secret that the pods are given: docs/kubernetes.md lists the keys.");
        _roles = new RoleReader(_secrets.Valkey);
        _outage = new NodeOutage(options.NodeCut, options.NodeHeal);
        _upgrade = new KubernetesUpgrade(options.Upgrade);
        _means = new PodMeans(kubectl, _processes, _outage);
        _limits = new KubernetesLimits(_outage, _upgrade);
        Gateway = options.Gateway ?? services.Gateway();
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public Uri Gateway { get; }

    /// <inheritdoc/>
    /// <remarks>All gateways are behind one address.</remarks>
    public bool HasSpareGateway => Units(Groups.Gateway).Skip(1).Any();

    /// <inheritdoc/>
    public IReadOnlyList<TargetBudget> Budgets => DeployedBudgets.All;

    /// <inheritdoc/>
    public TimeSpan LongestAnswer => DeployedBudgets.LongestAnswer;

    /// <inheritdoc/>
    public TimeSpan LookPause => RoleReader.LookPause;

    /// <inheritdoc/>
    public string Valkey => _secrets.ValkeyAt(Units(Groups.Sentinel));

    /// <summary>Finds the pods of a release.</summary>
    /// <param name="options">Which.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="TargetException">They are not there, or in a cluster that is not drilled.</exception>
    public static async Task<KubernetesTarget> OpenAsync(KubernetesTargetOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var kubectl = new Kubectl(options);
        var context = KubeContext.Parse(await kubectl.ContextAsync(cancellationToken));
        ApiServer.Check(context.Name, context.Server, options.IKnow);
        var watch = new PodWatch(kubectl, options.Release);
        var members = await watch.ReadAsync(cancellationToken);
        var space = options.Namespace ?? context.Namespace;
        if (members.Count == 0)
        {
            throw new TargetException($"Namespace '{space}' of context '{context.Name}' has nothing with the label {ChartLabels.Marker}={options.Release}: install the chart under this name, or say another with --name and --namespace.");
        }

        var nodes = await NodesAsync(kubectl, cancellationToken);
        var services = new ClusterServices(await kubectl.GetAsync(["services", $"--selector={ChartLabels.Marker}={options.Release}"], cancellationToken), nodes);
        var secrets = await MountedSecrets.ReadAsync(kubectl, members, cancellationToken);
        try
        {
            return new(options, kubectl, watch, nodes, services, secrets, $"kubernetes/{space}/{options.Release}");
        }
        catch
        {
            secrets.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task<TargetState> LookAsync(CancellationToken cancellationToken) => await _roles.ReadAsync([.. (await _watch.ReadAsync(cancellationToken)).Select(UnitOf)], cancellationToken);

    /// <inheritdoc/>
    public string? WhyNot(Injection injection) => _limits.WhyNot(injection, _watch.Last, _nodes.Values.Any(node => node.Zone is not null));

    /// <inheritdoc/>
    public Task ShapeNetworkAsync(string fault, IReadOnlyList<NetworkRule> rules, CancellationToken cancellationToken) => throw new TargetException($"{fault}: {WhyNot(Injection.Network)}");

    /// <inheritdoc/>
    public Task PrepareAsync(Injection injection, CancellationToken cancellationToken) => injection == Injection.Upgrade ? _upgrade.PrepareAsync(this, cancellationToken) : Task.CompletedTask;

    /// <inheritdoc/>
    public async Task InjectAsync(Member member, Injection injection, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(member);
        if (WhyNot(injection) is { } lack)
        {
            throw new TargetException($"{injection} of {member.Name}: {lack}");
        }

        try
        {
            await (injection switch
            {
                Injection.Start => Task.CompletedTask,
                Injection.RestoreZone => _outage.HealAsync(cancellationToken),
                Injection.Upgrade => _upgrade.UpgradeAsync(this, member, cancellationToken),
                _ => _means.InjectAsync(await PodOfAsync(member, cancellationToken), injection, cancellationToken),
            });
        }
        finally
        {
            _watch.Forget();
        }
    }

    /// <inheritdoc/>
    /// <exception cref="TargetException">The release has no Postgres of its own.</exception>
    public string Postgres(string database) => Units(Groups.Postgres).ToList() is { Count: > 0 } members
        ? _secrets.PostgresAt(members, database)
        : throw new TargetException($"{Name} has no pods of Postgres: only postgres.mode=patroni is drilled, an operator's or somebody else's database has drills of its own.");

    /// <inheritdoc/>
    public DevelopmentUser UserWithRole(string role) => _secrets.UserWithRole(role);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Phase>> PhasesAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        var told = (await _watch.ReadAsync(cancellationToken)).Where(member => UnitOf(member).Group is Groups.Postgres or Groups.Sentinel && member.Pod is not null);
        var logs = await Task.WhenAll(told.Select(member => LogAsync(member, since, cancellationToken)));
        return FailoverLine.Once(logs.SelectMany(phases => phases).OfType<Phase>().Where(phase => phase.At >= since));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _roles.DisposeAsync();
        _outage.Dispose();
        _watch.Dispose();
        _mounted.Dispose();
    }

    // Who may not read nodes can drill all but zones.
    private static async Task<IReadOnlyDictionary<string, ClusterNode>> NodesAsync(Kubectl kubectl, CancellationToken cancellationToken)
    {
        try
        {
            return ClusterNode.ParseAll(await kubectl.GetAsync(["nodes"], cancellationToken));
        }
        catch (TargetException)
        {
            return new Dictionary<string, ClusterNode>(StringComparer.Ordinal);
        }
    }

    private async Task<Pod> PodOfAsync(Member member, CancellationToken cancellationToken) =>
        (await _watch.ReadAsync(cancellationToken)).FirstOrDefault(placed => placed.Member == member.Name)?.Pod ?? throw new TargetException($"{Name} has no pod of {member.Name} any more.");

    private async Task<IEnumerable<Phase?>> LogAsync(Placed member, DateTimeOffset since, CancellationToken cancellationToken)
    {
        try
        {
            // Patroni calls its members by their pods' names, which begin with the release's.
            var start = member.Pod!.Name[..^member.Member.Length];
            return [.. (await _kubectl.LogAsync(member.Pod.Name, since, cancellationToken)).Select(line => FailoverLine.Parse(member.Member, start.Length == 0 ? line : line.Replace(start, "", StringComparison.Ordinal)))];
        }
        catch (TargetException)
        {
            // One that is only just being started has no log, and nothing to tell.
            return [];
        }
    }

    private IEnumerable<Unit> Units(string group) => _watch.Last.Select(UnitOf).Where(unit => unit.Group == group);

    private Unit UnitOf(Placed member) => PodUnit.Of(member, _processes, member.Pod is { } pod ? _services.OwnAddressOf(pod.Name) ?? pod.Address : null, member.Pod?.Node is { } node ? _nodes.GetValueOrDefault(node)?.Zone : null);
}
