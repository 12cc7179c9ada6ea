using Aspire.Hosting.ApplicationModel;
using Distribution.Hosting.Postgres.Members;
using Distribution.Hosting.Postgres.Supervision;
using Distribution.Machine.Processes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Distribution.Hosting.Postgres;

/// <summary>A cluster while the application runs: its supervisor, and what connects that to the application model.</summary>
internal sealed class PostgresClusterRuntime : IAsyncDisposable
{
    private readonly PostgresClusterResource _cluster;
    private readonly ResourceNotificationService _notifications;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Dictionary<string, AspireMemberProcess> _processes;
    private readonly ExitWatch _exits = new();
    private readonly Supervisor _supervisor;
    private readonly ClusterPublisher _publisher;
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenRegistration _stopping;
    private readonly Task _watch;
    private readonly Dictionary<string, Func<int, Task>> _followers = new(StringComparer.Ordinal);
    private string? _primary;

    private PostgresClusterRuntime(PostgresClusterResource cluster, PostgresClusterFolders folders, IServiceProvider services)
    {
        _cluster = cluster;
        _notifications = services.GetRequiredService<ResourceNotificationService>();
        var commands = services.GetRequiredService<ResourceCommandService>();
        var time = _time = services.GetService<TimeProvider>() ?? TimeProvider.System;
        var logger = _logger = services.GetRequiredService<ResourceLoggerService>().GetLogger(cluster);
        var provisioning = new Provisioning(folders.Secrets, [.. cluster.Databases.Select(database => new Database(database.DatabaseName))]);
        var addresses = cluster.Members.Select(member => folders.Address(member.Name, member.Ports)).ToArray();
        _processes = cluster.Members.Zip(addresses).ToDictionary(
            pair => pair.First.Name, pair => new AspireMemberProcess(pair.First, pair.Second.DataDirectory, _exits, _notifications, commands, time), StringComparer.Ordinal);
        var members = addresses.Select(address => new Member(
            address.Name,
            new SslRequestProbe(address.Port, time),
            _processes[address.Name],
            new MemberSql(new MemberConnections(address, folders.Secrets, time), addresses.FirstOrDefault(other => other != address)?.Name, provisioning, time),
            new MemberData(address, addresses, folders.Secrets, folders.Account))).ToArray();
        _supervisor = new Supervisor(cluster.Name, members, new RecordFile(folders.StateFile, cluster.Name), time, logger);
        _publisher = new ClusterPublisher(cluster, _notifications, logger);
        _supervisor.StatusChanged = Publish;
        var lifetime = services.GetRequiredService<IHostApplicationLifetime>();
        _stopping = lifetime.ApplicationStopping.Register(_supervisor.BeginShutdown);
        lifetime.ApplicationStopped.Register(() => _ = DisposeAsync().AsTask());
        _watch = WatchAsync(_stop.Token);
        _supervisor.Start();
    }

    /// <summary>The cluster as it is now.</summary>
    public ClusterStatus Status => _supervisor.Status;

    /// <summary>Makes folders and secrets, and starts to supervise.</summary>
    public static PostgresClusterRuntime Start(PostgresClusterResource cluster, PostgresClusterFolders folders, IServiceProvider services)
    {
        folders.Create();
        foreach (var database in cluster.Databases.Select(database => new Database(database.DatabaseName)))
        {
            folders.Secrets.WritePassfile(database.Name, database.Name);
            folders.Secrets.WritePassfile(database.Owner, database.Name);
        }

        return new PostgresClusterRuntime(cluster, folders, services);
    }

    /// <summary>Prepares a member for a start, whoever asked for it.</summary>
    /// <exception cref="UnreadableRecordException">Nobody can tell which member is primary.</exception>
    public async Task PrepareAsync(PostgresMemberResource member, CancellationToken cancellationToken)
    {
        _processes[member.Name].NoteStop(requested: false);
        try
        {
            await _supervisor.PrepareStartAsync(member.Name, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // A stop during the start ends it without passing through Stopping.
            _processes[member.Name].NoteStop(requested: true);
            throw;
        }
        catch (UnreadableRecordException)
        {
            await _publisher.FailAsync();
            throw;
        }
    }

    /// <summary>Calls <paramref name="follow"/> with the primary's port now, if there is one, and after each change, in place of what <paramref name="follower"/> had called before.</summary>
    public Task FollowAsync(string follower, Func<int, Task> follow)
    {
        lock (_followers)
        {
            _followers[follower] = follow;
        }

        return PrimaryPort is { } port ? follow(port) : Task.CompletedTask;
    }

    /// <summary>The primary's port, or null until it is known.</summary>
    public int? PrimaryPort => _cluster.Members.FirstOrDefault(member => member.Name == Status.Primary)?.Port;

    /// <summary>Runs a command of a person.</summary>
    public async Task<ExecuteCommandResult> CommandAsync(Func<Supervisor, CancellationToken, Task<string>> command, CancellationToken cancellationToken)
    {
        try
        {
            return CommandResults.Success(await command(_supervisor, cancellationToken));
        }
        catch (Exception failure) when (failure is InvalidOperationException or MemberSqlException or FenceException or IOException)
        {
            return CommandResults.Failure(failure.Message);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _stopping.DisposeAsync();
        await _watch;
        await _supervisor.DisposeAsync();
        _exits.Dispose();
        _stop.Dispose();
    }

    private void Publish(ClusterStatus status)
    {
        _publisher.Publish(status);
        if (status.Primary != _primary && PrimaryPort is not null)
        {
            _primary = status.Primary;
            _ = Task.Run(() => TellFollowersAsync(status.Primary), _stop.Token);
        }
    }

    private async Task TellFollowersAsync(string? primary)
    {
        while (Status.Primary == primary && PrimaryPort is { } port && !_stop.IsCancellationRequested)
        {
            Func<int, Task>[] followers;
            lock (_followers)
            {
                followers = [.. _followers.Values];
            }

            try
            {
                await Task.WhenAll(followers.Select(follow => follow(port)));
                return;
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                SupervisorLog.StepFailed(_logger, "lead the pool to the primary", failure.Message);
                await Task.Delay(SupervisorDefaults.FailedStepPause, _time, _stop.Token);
            }
        }
    }

    // A stop that somebody asked for passes through Stopping; a crash does not.
    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var happened in _notifications.WatchAsync(cancellationToken))
            {
                if (happened.Snapshot.State?.Text == KnownResourceStates.Stopping && _processes.TryGetValue(happened.Resource.Name, out var process) && !process.StopRequested)
                {
                    process.NoteStop(requested: true);
                    _supervisor.DecideNow();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The application ends.
        }
    }
}
