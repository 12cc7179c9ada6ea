using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Distribution.Servers;

namespace Distribution.Hosting.Tests.Valkey;

/// <summary>A topology of only a Valkey cluster, run by the engine.</summary>
internal sealed class RunningTopology : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();

    private RunningTopology()
    {
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions
        {
            Args = ["--name", "valkey-test", "--state", _folder.Path, "--ports", "random"],
            DisableDashboard = true,
            ProjectDirectory = _folder.Path,
        });
        builder.AddTopology();
        Cluster = builder.AddValkeySentinel("valkey").Resource;
        Application = builder.Build();
    }

    public DistributedApplication Application { get; }

    public Distribution.Hosting.Valkey.ValkeyClusterResource Cluster { get; }

    public ResourceNotificationService Notifications => Application.ResourceNotifications;

    public string this[params string[] parts] => _folder[["valkey-test", .. parts]];

    public static async Task<RunningTopology> StartAsync()
    {
        var topology = new RunningTopology();
        try
        {
            await topology.Application.StartAsync();
            await topology.Healthy();
            return topology;
        }
        catch
        {
            await topology.DisposeAsync();
            throw;
        }
    }

    public Task Healthy() => Notifications.WaitForResourceHealthyAsync("valkey").WaitAsync(TimeSpan.FromSeconds(30));

    public CustomResourceSnapshot Now(string resource) =>
        Notifications.TryGetCurrentState(resource, out var current) ? current.Snapshot : throw new InvalidOperationException($"Nothing is known of {resource}.");

    public object? Property(string resource, string name) => Now(resource).Properties.FirstOrDefault(p => p.Name == name)?.Value;

    public Task<ExecuteCommandResult> CommandAsync(string resource, string command) =>
        Application.ResourceCommands.ExecuteCommandAsync(resource, command, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await Application.StopAsync();
        await Application.DisposeAsync();
        _folder.Dispose();
    }
}
