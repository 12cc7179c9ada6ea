using Aspire.Hosting.ApplicationModel;
using Distribution.Hosting.Network;
using Distribution.Hosting.Postgres;
using Distribution.Hosting.Postgres.Supervision;
using Distribution.Hosting.Restart;
using Distribution.Hosting.Zones;
using Distribution.Machine.Tools;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting;

/// <summary>Adds highly available PostgreSQL to a topology.</summary>
public static class PostgresClusterBuilderExtensions
{
    /// <summary>
    /// Adds a cluster of one member, <c>NAME-1</c>, run as a plain process. <see cref="WithStandby"/> makes it highly available.
    /// </summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The cluster's name.</param>
    /// <exception cref="MissingToolException">PostgreSQL is not installed.</exception>
    public static IResourceBuilder<PostgresClusterResource> AddPostgresCluster(this IDistributedApplicationBuilder builder, [ResourceName] string name)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var cluster = new PostgresClusterResource(name);
        var key = $"{name}-cluster";
        AddCheck(builder, cluster, key, PostgresHealthCheck.Cluster);
        var clusterBuilder = builder.AddResource(cluster)
            .WithInitialState(new CustomResourceSnapshot { ResourceType = "PostgresCluster", Properties = [], State = KnownResourceStates.Starting })
            .WithHealthCheck(key)
            .OnInitializeResource((resource, initialize, _) => Task.FromResult(Runtime(resource, initialize.Services, builder)))
            .WithCommand(
                PostgresDefaults.Switchover,
                "Switch over",
                context => CommandAsync(cluster, (supervisor, token) => supervisor.SwitchoverAsync(token), context),
                new CommandOptions
                {
                    Description = "The primary shuts down in an orderly way, and the standby takes over from where it ended.",
                    ConfirmationMessage = $"Move the primary of '{name}' to the other member? Writers pause for about a second.",
                    IconName = "ArrowSwap",
                    IsHighlighted = true,
                })
            .WithCommand(
                PostgresDefaults.Promote,
                "Promote",
                context => CommandAsync(cluster, (supervisor, token) => supervisor.PromoteAsync(token), context),
                new CommandOptions
                {
                    Description = "The primary is killed, and the standby promoted. No acknowledged write is lost; open transactions are.",
                    ConfirmationMessage = $"Kill the primary of '{name}' and promote the standby?",
                    IconName = "ArrowCircleUp",
                });
        AddMember(clusterBuilder);
        return clusterBuilder;
    }

    /// <summary>Adds the second member, <c>NAME-2</c>: a standby without which no commit is acknowledged, and which takes over when the primary is lost.</summary>
    /// <param name="builder">The cluster.</param>
    /// <exception cref="InvalidOperationException">It has one already.</exception>
    public static IResourceBuilder<PostgresClusterResource> WithStandby(this IResourceBuilder<PostgresClusterResource> builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (builder.Resource.Members.Count > 1)
        {
            throw new InvalidOperationException($"Cluster '{builder.Resource.Name}' has a standby already: the supervisor looks after one, so call WithStandby once.");
        }

        AddMember(builder);
        return builder;
    }

    /// <summary>
    /// Adds a database with two roles: NAME, which may read and write rows, and NAME_owner, which owns the schema. Both are made by the supervisor before the cluster is healthy.
    /// </summary>
    /// <param name="builder">The cluster.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="databaseName">The database's name, when the resource's is taken: a service may be called as its database.</param>
    public static IResourceBuilder<PostgresDatabaseResource> AddDatabase(this IResourceBuilder<PostgresClusterResource> builder, [ResourceName] string name, string? databaseName = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var folders = Folders(builder.Resource, builder.ApplicationBuilder);
        var database = new PostgresDatabaseResource(name, databaseName ?? name, builder.Resource, folders.Secrets.Passfile);
        builder.Resource.Add(database);
        var key = $"{name}-database";
        AddCheck(builder.ApplicationBuilder, builder.Resource, key, PostgresHealthCheck.Database);
        return builder.ApplicationBuilder.AddResource(database)
            .WithInitialState(new CustomResourceSnapshot { ResourceType = "PostgresDatabase", Properties = [], State = KnownResourceStates.Starting })
            .WithHealthCheck(key);
    }

    extension(IResourceBuilder<PostgresDatabaseResource> builder)
    {
        /// <summary>The same database with the role that owns it; its connection string is called <c>NAME-owner</c>.</summary>
        public IResourceBuilder<PostgresDatabaseOwnerResource> Owner => builder.ApplicationBuilder.CreateResourceBuilder(builder.Resource.Owner);
    }

    internal static PostgresClusterRuntime Runtime(PostgresClusterResource cluster, IServiceProvider services, IDistributedApplicationBuilder builder)
    {
        lock (cluster)
        {
            return cluster.Runtime ??= PostgresClusterRuntime.Start(cluster, Folders(cluster, builder), services);
        }
    }

    internal static PostgresClusterFolders Folders(PostgresClusterResource cluster, IDistributedApplicationBuilder builder) => new(cluster.Name, builder.Topology().StateFolder);

    private static void AddMember(IResourceBuilder<PostgresClusterResource> builder)
    {
        var application = builder.ApplicationBuilder;
        var cluster = builder.Resource;
        var name = $"{cluster.Name}-{cluster.Members.Count + 1}";
        var folders = Folders(cluster, application);
        var ports = application.Topology().LeasePorts(name) ?? MemberPorts.Direct(PostgresDefaults.Port);
        var address = folders.Address(name, ports);
        var server = application.ExecutionContext.IsRunMode ? Tool.Find("postgres") : "postgres";
        var (command, arguments) = folders.Account?.Wrap(server, address.ServerArguments) ?? (server, address.ServerArguments);
        var member = new PostgresMemberResource(name, command, address.DataDirectory, cluster, ports);
        cluster.Add(member);
        var key = $"{name}-member";
        AddCheck(application, cluster, key, status => PostgresHealthCheck.Member(status, name));
        application.AddResource(member)
            .WithArgs(arguments)
            .WithAnnotation(new PostgresStopPolicy())
            .WithAnnotation(new SupervisedAnnotation())
            .WithAnnotation(Zone.Of(cluster.Members.Count))
            .WithEndpoint(port: ports.Port, targetPort: ports.TargetPort, scheme: "tcp", name: PostgresDefaults.Endpoint, isProxied: false)
            .WithHealthCheck(key)
            .OnBeforeResourceStarted((resource, starting, cancellationToken) => Runtime(cluster, starting.Services, application).PrepareAsync(resource, cancellationToken));
    }

    private static void AddCheck(IDistributedApplicationBuilder builder, PostgresClusterResource cluster, string key, Func<ClusterStatus, HealthCheckResult> judge) =>
        builder.Services.AddHealthChecks().Add(new HealthCheckRegistration(key, _ => new PostgresHealthCheck(cluster, judge), failureStatus: null, tags: null));

    private static Task<ExecuteCommandResult> CommandAsync(PostgresClusterResource cluster, Func<Supervisor, CancellationToken, Task<string>> command, ExecuteCommandContext context) =>
        cluster.Runtime is { } runtime
            ? runtime.CommandAsync(command, context.CancellationToken)
            : Task.FromResult(CommandResults.Failure($"Cluster '{cluster.Name}' has not been started."));
}
