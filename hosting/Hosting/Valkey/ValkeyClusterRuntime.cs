using Aspire.Hosting.ApplicationModel;
using Distribution.Hosting.Members;
using Distribution.Machine.Processes;
using Distribution.Machine.State;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Distribution.Hosting.Valkey;

/// <summary>A cluster while the application runs: its supervisor, and what connects that to the application model.</summary>
internal sealed class ValkeyClusterRuntime
{
    private readonly AspireMemberProcesses _processes;
    private readonly SupervisedCluster _cluster;
    private readonly ClusterPublisher _publisher;
    private readonly Task _work;

    private ValkeyClusterRuntime(ValkeyClusterResource resource, StateFolder state, IServiceProvider services)
    {
        var notifications = services.GetRequiredService<ResourceNotificationService>();
        var log = services.GetRequiredService<ResourceLoggerService>().GetLogger(resource);
        var stopping = services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        var files = new ClusterFiles(resource.Name, state.Data, state.Secrets, Account.ForServers());
        files.Password(ValkeyUser.App);
        var wakeup = new Wakeup();
        _publisher = new ClusterPublisher(resource, notifications, log);
        _processes = new AspireMemberProcesses(
            [.. resource.Servers, .. resource.Sentinels], notifications, services.GetRequiredService<ResourceCommandService>(), wakeup);
        var records = new RecordFile(Path.Combine(state.Data, resource.Name, "record.json"), [.. resource.Servers.Select(s => s.Name)], files.Folder);
        _cluster = new SupervisedCluster(
            resource.Layout, files, records, _processes, wakeup, _publisher.Publish, log, services.GetService<TimeProvider>() ?? TimeProvider.System);
        _work = Task.WhenAll(_processes.WatchAsync(stopping), _cluster.Supervisor.RunAsync(stopping));
        services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopped.Register(() => _ = EndAsync());
    }

    /// <summary>What the supervisor saw last.</summary>
    public ClusterView? View => _cluster.Supervisor.View;

    /// <summary>Makes the passwords, and starts to supervise until the application stops: an orderly stop is no failure.</summary>
    public static ValkeyClusterRuntime Start(ValkeyClusterResource resource, StateFolder state, IServiceProvider services) => new(resource, state, services);

    /// <summary>Prepares the start of a server or a Sentinel, whoever asked for it.</summary>
    public async Task PrepareAsync(IResource member, CancellationToken cancellation)
    {
        _processes.NoteStop(member.Name, askedFor: false);
        try
        {
            await (member is ValkeySentinelResource ? _cluster.PrepareSentinelAsync(member.Name, cancellation) : _cluster.PrepareServerAsync(member.Name, cancellation));
        }
        catch (OperationCanceledException)
        {
            _processes.NoteStop(member.Name, askedFor: true); // a stop during the start ends it without passing through Stopping
            throw;
        }
        catch (InvalidDataException)
        {
            await _publisher.FailAsync();
            throw;
        }
    }

    /// <summary>Runs a command of a person.</summary>
    public async Task<ExecuteCommandResult> CommandAsync(Func<ValkeySupervisor, CancellationToken, Task<ClusterRecord>> command, CancellationToken cancellation)
    {
        try
        {
            var record = await command(_cluster.Supervisor, cancellation);
            return CommandResults.Success($"{record.Primary} is the primary of term {record.Term}.");
        }
        catch (Exception failure) when (failure is InvalidOperationException or IOException or Distribution.Valkey.ValkeyException)
        {
            return CommandResults.Failure(failure.Message);
        }
    }

    private async Task EndAsync()
    {
        await _work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _cluster.DisposeAsync();
    }
}
