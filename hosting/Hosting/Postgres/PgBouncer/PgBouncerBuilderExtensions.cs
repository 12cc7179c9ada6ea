using Aspire.Hosting.ApplicationModel;
using Distribution.Hosting.Network;
using Distribution.Hosting.Postgres;
using Distribution.Hosting.Postgres.Members;
using Distribution.Hosting.Postgres.PgBouncer;
using Distribution.Hosting.Zones;
using Distribution.Machine.Processes;
using Distribution.Machine.Tools;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting;

/// <summary>Adds a connection pool in front of a Postgres cluster.</summary>
public static class PgBouncerBuilderExtensions
{
    /// <summary>Adds PgBouncer, which follows the cluster's primary by itself.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">Its name.</param>
    /// <param name="cluster">The cluster; it has a database by the time the application starts.</param>
    /// <exception cref="MissingToolException">PgBouncer is not installed.</exception>
    public static IResourceBuilder<PgBouncerResource> AddPgBouncer(
        this IDistributedApplicationBuilder builder, [ResourceName] string name, IResourceBuilder<PostgresClusterResource> cluster)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(cluster);
        var folders = PostgresClusterBuilderExtensions.Folders(cluster.Resource, builder);
        var folder = Path.Combine(folders.Data, name);
        var ports = builder.Topology().LeasePorts(name) ?? MemberPorts.Direct(PostgresDefaults.PgBouncerPort);
        var server = builder.ExecutionContext.IsRunMode ? Tool.Find("pgbouncer") : "pgbouncer";
        var settings = Path.Combine(folder, "pgbouncer.ini");
        var (command, arguments) = folders.Account?.Wrap(server, settings) ?? (server, [settings]);
        var pool = new PgBouncerResource(name, command, folder, cluster.Resource, ports, folders.Secrets.Passfile);
        var key = $"{name}-query";
        builder.Services.AddHealthChecks().Add(new HealthCheckRegistration(key, new PgBouncerHealthCheck(pool), failureStatus: null, tags: null));
        return builder.AddResource(pool)
            .WithArgs(arguments)
            .WithAnnotation(new PostgresStopPolicy())
            .WithAnnotation(new Zone(Zone.OfSingles))
            .WithEndpoint(port: ports.Port, targetPort: ports.TargetPort, scheme: "tcp", name: PostgresDefaults.Endpoint, isProxied: false)
            .WithHealthCheck(key)
            .WaitFor(cluster)
            .OnBeforeResourceStarted((resource, starting, _) => PrepareAsync(resource, folder, folders, PostgresClusterBuilderExtensions.Runtime(cluster.Resource, starting.Services, builder)));
    }

    private static async Task PrepareAsync(PgBouncerResource pool, string folder, PostgresClusterFolders folders, PostgresClusterRuntime runtime)
    {
        var files = new PgBouncerFiles(folder, pool.Ports.TargetPort, [.. pool.Cluster.Databases.Select(database => new Database(database.DatabaseName))], folders.Secrets, folders.Account);
        await runtime.FollowAsync(
            pool.Name,
            primaryPort =>
            {
                files.Write(primaryPort);
                foreach (var pid in ProcessTable.All().Where(pid => ProcessTable.CommandLine(pid).EndsWith($"pgbouncer {files.Settings}", StringComparison.Ordinal)))
                {
                    PgBouncerFiles.Reload(pid);
                }

                return Task.CompletedTask;
            });
    }
}
