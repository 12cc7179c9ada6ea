using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Distribution.Hosting.Postgres;
using Distribution.Machine.Processes;
using Distribution.Machine.State;
using Distribution.Machine.Tools;
using Distribution.Servers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Distribution.Hosting.Tests.Postgres;

/// <summary>A cluster with a pool in front, run by the engine from a state folder.</summary>
internal sealed class PostgresTopology : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly DistributedApplication _application;

    private PostgresTopology(string root, string[] args)
    {
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { Args = ["--name", "test", "--state", root, "--ports", "random", .. args], DisableDashboard = true });
        builder.AddTopology();
        Folder = builder.Topology().StateFolder;
        var cluster = builder.AddPostgresCluster("postgres").WithStandby();
        var access = cluster.AddDatabase("access");
        Pool = builder.AddPgBouncer("pgbouncer", cluster).Resource;
        (Cluster, Database, Owner) = (cluster.Resource, access.Resource, access.Owner.Resource);
        _application = builder.Build();
    }

    public StateFolder Folder { get; }

    public PostgresClusterResource Cluster { get; }

    public PostgresDatabaseResource Database { get; }

    public PostgresDatabaseOwnerResource Owner { get; }

    public IResourceWithConnectionString Pool { get; }

    public static async Task<PostgresTopology> StartAsync(string root, params string[] args)
    {
        Assert.SkipUnless(HasDcp(), "DCP is not installed: ./distribution doctor says how to install it.");
        var topology = new PostgresTopology(root, args);
        try
        {
            await topology._application.StartAsync();
            await topology.HealthyAsync("postgres");
            await topology.HealthyAsync("pgbouncer");
            return topology;
        }
        catch
        {
            await topology.DisposeAsync();
            throw;
        }
    }

    public string Role(string member) => Property(member, "node.role")?.ToString() ?? "";

    public int Term => Convert.ToInt32(Property("postgres", "cluster.term"), System.Globalization.CultureInfo.InvariantCulture);

    public string Primary => Cluster.Members.Single(member => Role(member.Name) == "primary").Name;

    public void Send(string member, SignalKind signal)
    {
        foreach (var pid in ProcessTable.WithWorkingDirectory(Cluster.Members.Single(candidate => candidate.Name == member).WorkingDirectory))
        {
            Signal.Send(pid, signal);
        }
    }

    public Task<ExecuteCommandResult> CommandAsync(string resource, string command) => _application.ResourceCommands.ExecuteCommandAsync(resource, command);

    public Task HealthyAsync(string resource) => WhenAsync(() => Snapshot(resource)?.HealthStatus == HealthStatus.Healthy, $"{resource} is healthy");

    /// <summary>The supervisor's own word, for a report may be two seconds old and redundancy lost since; and health that was judged in this term, for one of an earlier term may still be shown.</summary>
    public Task RedundantAsync(int term) =>
        WhenAsync(
            () => Cluster.Runtime?.Status is { IsRedundant: true } status && status.Term == term
                && Snapshot("postgres") is { HealthStatus: HealthStatus.Healthy } snapshot && snapshot.HealthReports.Any(report => report.Description?.Contains($"term {term}", StringComparison.Ordinal) == true),
            $"the cluster is redundant in term {term}");

    public async Task WhenAsync(Func<bool> condition, string because) =>
        await Eventually.True(() => condition(), Patience, $"{because}; {string.Join("; ", new[] { "postgres", "postgres-1", "postgres-2", "pgbouncer" }.Select(Describe))}; log:\n{await LogAsync("postgres")}\n");

    public async Task<string> LogAsync(string resource)
    {
        var lines = new List<string>();
        await foreach (var batch in _application.Services.GetRequiredService<ResourceLoggerService>().GetAllAsync(resource))
        {
            lines.AddRange(batch.Select(line => line.Content));
        }

        return string.Join('\n', lines);
    }

    public static async Task<T> QueryAsync<T>(IResourceWithConnectionString resource, string sql)
    {
        await using var source = new NpgsqlDataSourceBuilder($"{await resource.GetConnectionStringAsync()};Pooling=false;Timeout=3;Command Timeout=10;Host Recheck Seconds=0").BuildMultiHost();
        await using var connection = await source.OpenConnectionAsync(TargetSessionAttributes.Primary);
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public CustomResourceSnapshot? Snapshot(string resource) => _application.ResourceNotifications.TryGetCurrentState(resource, out var current) ? current.Snapshot : null;

    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync();
        await _application.DisposeAsync();
    }

    private object? Property(string resource, string name) => Snapshot(resource)?.Properties.FirstOrDefault(property => property.Name == name)?.Value;

    private string Describe(string resource) =>
        $"{resource}: {Snapshot(resource)?.State?.Text}, {Role(resource)}, {string.Join(", ", Snapshot(resource)?.HealthReports.Select(report => $"{report.Status} {report.Description}") ?? [])}";

    private static bool HasDcp()
    {
        try
        {
            return Tool.Find("dcp").Length > 0;
        }
        catch (MissingToolException)
        {
            return false;
        }
    }
}
