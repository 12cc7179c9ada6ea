using Aspire.Hosting.ApplicationModel;
using Distribution.Hosting.Network;
using Distribution.Hosting.Restart;
using Distribution.Hosting.Valkey;
using Distribution.Hosting.Zones;
using Distribution.Machine.Processes;
using Distribution.Machine.Tools;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting;

/// <summary>Adds highly available Valkey to a topology.</summary>
public static class ValkeySentinelBuilderExtensions
{
    /// <summary>
    /// Adds a Valkey primary with replicas, <c>NAME-1</c> …, and Sentinels, <c>NAME-sentinel-1</c> …, run as plain processes (Redis ≥ 7 where Valkey is not
    /// installed). Its connection string names all Sentinels and the file with the password of the services' ACL user.
    /// </summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The cluster's name.</param>
    /// <param name="replicas">How many replicas, from 1: without one the primary refuses writes.</param>
    /// <param name="sentinels">How many Sentinels, from 3 and odd: a majority of them elects.</param>
    /// <exception cref="MissingToolException">Neither Valkey nor Redis is installed.</exception>
    public static IResourceBuilder<ValkeyClusterResource> AddValkeySentinel(
        this IDistributedApplicationBuilder builder, [ResourceName] string name, int replicas = 2, int sentinels = 3)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentOutOfRangeException.ThrowIfLessThan(replicas, ValkeyClusterDefaults.MinReplicasToWrite);
        if (sentinels < 3 || sentinels % 2 == 0)
        {
            throw new ArgumentOutOfRangeException(nameof(sentinels), sentinels, "A majority that survives the loss of one takes an odd number of Sentinels from 3 on.");
        }

        var files = Files(name, builder);
        var cluster = new ValkeyClusterResource(name) { PasswordFile = files.PasswordFile(ValkeyUser.App) };
        var added = builder.AddResource(cluster)
            .WithInitialState(new CustomResourceSnapshot { ResourceType = "ValkeyCluster", Properties = [], State = KnownResourceStates.Starting })
            .OnInitializeResource((_, initialize, _) => Task.FromResult(Runtime(cluster, initialize.Services, builder)));
        AddCheck(added, cluster, ClusterHealth.Of);
        AddCommands(added);
        for (var number = 1; number <= replicas + 1; number++)
        {
            var address = Lease(builder, $"{name}-{number}", ModelNames.Port);
            var (command, arguments) = CommandLine(MemberCommandLine.Server, ClusterFiles.ServerConfiguration, builder);
            var server = new ValkeyServerResource(address, command, files.Folder(address.Name), cluster);
            cluster.Add(server);
            AddMember(builder, cluster, server, arguments, address, Zone.Of(number), view => ClusterHealth.Of(view, server.Name));
        }

        for (var number = 1; number <= sentinels; number++)
        {
            var address = Lease(builder, $"{name}-sentinel-{number}", ModelNames.SentinelPort);
            var (command, arguments) = CommandLine(MemberCommandLine.Sentinel, ClusterFiles.SentinelConfiguration, builder);
            var sentinel = new ValkeySentinelResource(address, command, files.Folder(address.Name), cluster);
            cluster.Add(sentinel);
            AddMember(builder, cluster, sentinel, arguments, address, Zone.Of(number), view => ClusterHealth.OfSentinel(view, sentinel.Name));
        }

        return added;
    }

    private static void AddCommands(IResourceBuilder<ValkeyClusterResource> added)
    {
        var cluster = added.Resource;
        added.WithCommand(
            ModelNames.Switchover,
            "Switch over",
            context => CommandAsync(cluster, (supervisor, token) => supervisor.SwitchoverAsync(token), context),
            new CommandOptions
            {
                Description = "Writes are held back until a replica has everything, and it takes over. Nothing is lost, nothing refused.",
                ConfirmationMessage = $"Move the primary of '{cluster.Name}' to a replica? Writes pause for up to a second.",
                IconName = "ArrowSwap",
                IsHighlighted = true,
            });
        added.WithCommand(
            ModelNames.Promote,
            "Promote",
            context => CommandAsync(cluster, (supervisor, token) => supervisor.PromoteAsync(token), context),
            new CommandOptions
            {
                Description = "The primary is killed and a replica promoted. Writes that no replica had yet are lost.",
                ConfirmationMessage = $"Kill the primary of '{cluster.Name}' and promote a replica?",
                IconName = "ArrowCircleUp",
            });
    }

    private static void AddMember<T>(
        IDistributedApplicationBuilder builder, ValkeyClusterResource cluster, T member, string[] arguments, MemberAddress address, Zone zone, Func<ClusterView, HealthCheckResult> judge)
        where T : ExecutableResource
    {
        var added = builder.AddResource(member)
            .WithArgs(arguments)
            .WithAnnotation(new SupervisedAnnotation())
            .WithAnnotation(zone)
            .WithEndpoint(port: address.Port, targetPort: address.TargetPort, scheme: "tcp", name: ModelNames.Endpoint, isProxied: false)
            .OnBeforeResourceStarted((resource, starting, cancellation) => Runtime(cluster, starting.Services, builder).PrepareAsync(resource, cancellation));
        AddCheck(added, cluster, judge);
    }

    private static void AddCheck<T>(IResourceBuilder<T> added, ValkeyClusterResource cluster, Func<ClusterView, HealthCheckResult> judge)
        where T : IResource
    {
        var key = $"{added.Resource.Name}-valkey";
        added.ApplicationBuilder.Services.AddHealthChecks().Add(new HealthCheckRegistration(key, _ => new ValkeyHealthCheck(cluster, judge), failureStatus: null, tags: null));
        added.WithHealthCheck(key);
    }

    private static MemberAddress Lease(IDistributedApplicationBuilder builder, string member, int usual)
    {
        var ports = builder.Topology().LeasePorts(member) ?? MemberPorts.Direct(usual);
        return new(member, ports.Port) { TargetPort = ports.TargetPort };
    }

    private static (string Command, string[] Arguments) CommandLine(string tool, string configuration, IDistributedApplicationBuilder builder)
    {
        var isRunMode = builder.ExecutionContext.IsRunMode;
        return MemberCommandLine.Of(MemberCommandLine.Find(tool, isRunMode), configuration, isRunMode ? Account.ForServers() : null);
    }

    private static ClusterFiles Files(string name, IDistributedApplicationBuilder builder)
    {
        var state = builder.Topology().StateFolder;
        return new ClusterFiles(name, state.Data, state.Secrets, Account.ForServers());
    }

    private static ValkeyClusterRuntime Runtime(ValkeyClusterResource cluster, IServiceProvider services, IDistributedApplicationBuilder builder)
    {
        lock (cluster)
        {
            return cluster.Runtime ??= ValkeyClusterRuntime.Start(cluster, builder.Topology().StateFolder, services);
        }
    }

    private static Task<ExecuteCommandResult> CommandAsync(
        ValkeyClusterResource cluster, Func<ValkeySupervisor, CancellationToken, Task<ClusterRecord>> command, ExecuteCommandContext context) =>
        cluster.Runtime is { } runtime
            ? runtime.CommandAsync(command, context.CancellationToken)
            : Task.FromResult(CommandResults.Failure($"Cluster '{cluster.Name}' has not been started."));
}
