using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Distribution.Engine.Tests.Dcp;
using Distribution.Machine.State;
using Distribution.Servers;
using Microsoft.Extensions.DependencyInjection;

namespace Distribution.Engine.Tests.Orchestration;

/// <summary>An application with a state folder of its own, for one test.</summary>
internal sealed class RunningApplication : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private DistributedApplication? _application;

    public RunningApplication(params string[] args)
    {
        Assert.SkipUnless(RealDcp.IsThere, RealDcp.Absent);
        Builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { Args = ["--state", _folder.Path, "--name", "test", .. args], DisableDashboard = true });
        State = StateFolder.At("test", _folder.Path);
    }

    public IDistributedApplicationBuilder Builder { get; }

    public StateFolder State { get; }

    public DistributedApplication Application => _application ??= Builder.Build();

    public ResourceNotificationService Notifications => Application.ResourceNotifications;

    public ResourceLoggerService Loggers => Application.Services.GetRequiredService<ResourceLoggerService>();

    /// <summary>Adds a resource that runs a shell script.</summary>
    public IResourceBuilder<ExecutableResource> AddShell(string name, string script) => Builder.AddExecutable(name, "/bin/sh", ".", "-c", script);

    public Task StartAsync() => Application.StartAsync();

    public CustomResourceSnapshot Snapshot(string resource) =>
        Notifications.TryGetCurrentState(resource, out var current) ? current.Snapshot : throw new InvalidOperationException($"Nothing is known about {resource}.");

    public int Pid(string resource) => (int)Snapshot(resource).Properties.Single(property => property.Name == "executable.pid").Value!;

    public async Task<int> RunningAsync(string resource)
    {
        await WhenAsync(resource, KnownResourceStates.Running);
        return Pid(resource);
    }

    public async Task<CustomResourceSnapshot> WhenAsync(string resource, params string[] states)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await Notifications.WaitForResourceAsync(resource, states, patience.Token);
        return Snapshot(resource);
    }

    public Task<ExecuteCommandResult> CommandAsync(string resource, string command) => Application.ResourceCommands.ExecuteCommandAsync(resource, command);

    public async Task<IReadOnlyList<LogLine>> LogAsync(string resource)
    {
        var lines = new List<LogLine>();
        await foreach (var batch in Loggers.GetAllAsync(resource))
        {
            lines.AddRange(batch);
        }

        return lines;
    }

    /// <summary>Waits until a line with the text is in the log.</summary>
    public Task LoggedAsync(string resource, string text) =>
        Eventually.True(async () => (await LogAsync(resource)).Any(line => line.Content.Contains(text, StringComparison.Ordinal)), because: $"'{text}' is in the log of {resource}");

    public async ValueTask DisposeAsync()
    {
        if (_application is not null)
        {
            await _application.StopAsync();
            await _application.DisposeAsync();
        }

        _folder.Dispose();
    }
}
