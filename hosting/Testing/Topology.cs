using Distribution.Drills.Faults;
using Distribution.Drills.Targets;
using Distribution.Drills.Workloads;
using Distribution.Testing.Hosts;
using Distribution.Testing.Loads;
using Npgsql;

namespace Distribution.Testing;

/// <summary>
/// A highly available topology, of real processes unless <see cref="TopologyOptions.Host"/> says otherwise, that one test, or several, have for themselves: servers with their supervisors, an AppHost with all its services. It runs on random ports, below the folder for
/// temporary files. Disposed, or when the test process ends in whichever way, it leaves no process, no port and no folder.
/// </summary>
/// <remarks>
/// <para>What is done to it is done to whoever has a role at that moment: <c>await topology.KillAsync("postgres", Role.Primary)</c>. What a <see cref="Load"/> does meanwhile is recorded, and
/// <see cref="Load.CheckAsync"/> gives the verdict.</para>
/// <para>When it says that something is wrong, logs, histories and reports are kept, and the exception tells where. A test that finds something itself says <see cref="Keep"/>.</para>
/// </remarks>
public sealed class Topology : IAsyncDisposable
{
    /// <summary>The database in which the workloads of Distribution.Drills make tables of their own.</summary>
    public const string DrillDatabase = "drills";

    private readonly TopologyFolder _folder;
    private readonly ITopologyHost _host;
    private readonly List<Load> _loads = [];

    private Topology(TopologyFolder folder, ITopologyHost host) => (_folder, _host) = (folder, host);

    /// <summary>Everything of this topology is in it: data, logs, secrets, histories, reports.</summary>
    public string Folder => _folder.Path;

    /// <summary>Where clients come in.</summary>
    /// <exception cref="TargetException">It has no gateway.</exception>
    public Uri Gateway => Target.Gateway;

    /// <summary>The topology as faults, workloads and checkers of Distribution.Drills see it.</summary>
    public ITarget Target => _host.Target;

    /// <summary>The connection string of Valkey as <c>AddValkeySentinel</c> gives it to services: all Sentinels, the user, the file of its password.</summary>
    public string Valkey => Target.Valkey;

    /// <summary>Starts a topology and waits until all of it serves, with full redundancy.</summary>
    /// <param name="options">Which; everything of the clone's own AppHost by default.</param>
    /// <param name="cancellationToken">Ends the start, and what was started.</param>
    /// <exception cref="TopologyException">It could not be started; nothing is left but its logs.</exception>
    public static async Task<Topology> StartAsync(TopologyOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new();
        var folder = TopologyFolder.Create(options.TemporaryFolder);
        try
        {
            return new(folder, options.Host is { } host ? await host(folder.Path, cancellationToken) : await ProcessHost.StartAsync(folder, options, cancellationToken));
        }
        catch
        {
            folder.Remove();
            throw;
        }
    }

    /// <summary>Starts an AppHost of your own, named as for Aspire's <c>DistributedApplicationTestingBuilder.CreateAsync</c>. It must call <c>builder.AddTopology()</c>.</summary>
    /// <typeparam name="TAppHost">The type <c>Projects.NAME</c> that the build of the AppHost's project generates; the test's project references that project.</typeparam>
    /// <inheritdoc cref="StartAsync(TopologyOptions?, CancellationToken)"/>
    public static Task<Topology> StartAsync<TAppHost>(TopologyOptions? options = null, CancellationToken cancellationToken = default)
        where TAppHost : class =>
        StartAsync((options ?? new()) with { Parts = TopologyParts.All, AppHost = AppHostAssembly.Of(typeof(TAppHost)) }, cancellationToken);

    /// <summary>The first address of a resource: <c>http://127.0.0.1:20001</c>.</summary>
    /// <param name="resource">Its name: <c>api-1</c>.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    /// <exception cref="TopologyException">There is none, or it has no address.</exception>
    public async Task<Uri> EndpointAsync(string resource, CancellationToken cancellationToken = default) =>
        (await Target.LookAsync(cancellationToken)).Find(resource)?.Endpoint ?? throw new TopologyException($"Resource '{resource}' has no address, or does not exist: {nameof(StatusAsync)} lists them.");

    /// <summary>A connection string that names all members of a Postgres cluster and the file of the password. Npgsql finds the primary with <c>Target Session Attributes=primary</c> added to it.</summary>
    /// <param name="database">The database.</param>
    /// <param name="role">The role: the one of the database's name, which reads and writes rows, unless another is named, such as <c>NAME_owner</c>.</param>
    /// <param name="cluster">The cluster.</param>
    public string Postgres(string database, string? role = null, string cluster = "postgres") => _host.Postgres(cluster, database, role ?? database);

    /// <summary>A new connection to whoever is primary now. While nobody is, it waits for one, at most 30 s.</summary>
    /// <inheritdoc cref="Postgres"/>
    /// <exception cref="NpgsqlException">There is no primary in time, or it refuses: the database or the role does not exist.</exception>
    public Task<NpgsqlConnection> OpenPostgresAsync(string database, string? role = null, string cluster = "postgres", CancellationToken cancellationToken = default) =>
        PrimaryConnection.OpenAsync(Postgres(database, role, cluster), cancellationToken);

    /// <summary>How it is now: each member with its role, health and address.</summary>
    /// <exception cref="TargetException">It does not answer.</exception>
    public Task<TargetState> StatusAsync(CancellationToken cancellationToken = default) => Target.LookAsync(cancellationToken);

    /// <summary>Waits until all of it serves, with full redundancy.</summary>
    /// <returns>How it is then.</returns>
    /// <exception cref="TopologyException">It does not in time; the message names what is missing and the end of its log.</exception>
    public async Task<TargetState> WaitUntilWholeAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            await _host.WaitUntilWholeAsync(cancellationToken);
        }
        catch (Exception failure) when (failure is not (TopologyException or OperationCanceledException))
        {
            throw new TopologyException(failure.Message, Keep(), failure);
        }

        return await StatusAsync(cancellationToken);
    }

    /// <summary>Ends a member with SIGKILL, and returns once its process is gone. What restarts it or takes over for it is the topology's business.</summary>
    /// <param name="group">Its group, such as <c>postgres</c> or <c>api</c>, or the member itself: <c>api-2</c>.</param>
    /// <param name="role">What it is now.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Who it was.</returns>
    /// <exception cref="TargetException">Nobody has the role.</exception>
    public async Task<Member> KillAsync(string group, Role role = Role.Any, CancellationToken cancellationToken = default)
    {
        var victim = await InjectAsync(MemberFault.Kill(Choose(group, role)), cancellationToken);
        await GoneAsync(victim, cancellationToken);
        return victim;
    }

    /// <summary>Freezes a member with SIGSTOP: its connections stay, and nothing answers.</summary>
    /// <inheritdoc cref="KillAsync"/>
    public Task<Member> PauseAsync(string group, Role role = Role.Any, CancellationToken cancellationToken = default) => InjectAsync(MemberFault.Freeze(Choose(group, role), TimeSpan.Zero), cancellationToken);

    /// <summary>Lets a frozen member go on, unless it was replaced meanwhile.</summary>
    /// <param name="member">What <see cref="PauseAsync"/> gave.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task ResumeAsync(Member member, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(member);
        if ((await Target.LookAsync(cancellationToken)).Find(member.Name)?.Instance == member.Instance)
        {
            await Target.InjectAsync(member, Injection.Thaw, cancellationToken);
        }
    }

    /// <summary>Stops a member in an orderly way. It stays stopped.</summary>
    /// <inheritdoc cref="KillAsync"/>
    public Task<Member> StopAsync(string group, Role role = Role.Any, CancellationToken cancellationToken = default) => InjectAsync(MemberFault.Stop(Choose(group, role), TimeSpan.Zero), cancellationToken);

    /// <summary>Starts a member that was stopped.</summary>
    /// <param name="member">What <see cref="StopAsync"/> gave.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task StartAsync(Member member, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(member);
        return Target.InjectAsync(member, Injection.Start, cancellationToken);
    }

    /// <summary>Injects any fault of Distribution.Drills, or one of your own.</summary>
    /// <param name="fault">The fault.</param>
    /// <param name="cancellationToken">Ends the wait, not the fault.</param>
    /// <returns>Whom it was done to.</returns>
    /// <exception cref="TargetException">It could not be injected.</exception>
    public async Task<Member> InjectAsync(IFault fault, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(fault);
        lock (_loads)
        {
            _loads.ForEach(load => load.Injected(fault.Description));
        }

        return (await fault.InjectAsync(Target, cancellationToken)).Victims[0];
    }

    /// <summary>Starts workloads, which go on while the test does something else, and records all that they do.</summary>
    /// <param name="workloads">Those of Distribution.Drills, a <see cref="WritesWorkload"/>, or your own.</param>
    /// <returns>The load: it is stopped and judged by <see cref="Load.CheckAsync"/>.</returns>
    public async Task<Load> WorkloadAsync(params IReadOnlyList<IWorkload> workloads)
    {
        var load = await Load.StartAsync(_folder, Target, workloads);
        lock (_loads)
        {
            _loads.Add(load);
        }

        return load;
    }

    /// <summary>Keeps logs, histories and reports when the topology is disposed: for a test that has found something wrong by itself.</summary>
    /// <returns>The folder, for the test's message.</returns>
    public string Keep()
    {
        _folder.KeepIt();
        return _folder.Path;
    }

    /// <summary>Ends everything and removes the folder, or all but logs, histories and reports of one that is kept.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var load in _loads.ToArray())
        {
            await load.DisposeAsync();
        }

        await _host.DisposeAsync();
        _folder.Remove();
    }

    private static Victims Choose(string group, Role role) => role == Role.Any
        ? new(group, state => state.Find(group) is { } member && !state.Of(group).Any() ? [member] : Victims.AnyOf(group).Choose(state))
        : Victims.InRole(group, role.ToString().ToLowerInvariant());

    // Only then does the topology's state tell of what was done to it.
    private async Task GoneAsync(Member victim, CancellationToken cancellationToken)
    {
        while ((await Target.LookAsync(cancellationToken)).Find(victim.Name)?.Instance == victim.Instance)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), cancellationToken);
        }
    }
}
