using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Distribution.Engine.Model;
using Distribution.Servers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Distribution.Engine.Tests.Model;

/// <summary>An application whose model is complete and whose health is looked after, but of which no process is started.</summary>
internal sealed class TestModel : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly Lazy<DistributedApplication> application;

    public TestModel(params string[] args)
    {
        Builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { Args = [.. args, "--name", "model", "--state", folder.Path], DisableDashboard = true, ProjectDirectory = folder.Path });
        application = new Lazy<DistributedApplication>(Builder.Build);
    }

    public IDistributedApplicationBuilder Builder { get; }

    public string Folder => folder.Path;

    public DistributedApplication Application => application.Value;

    public ResourceNotificationService Notifications => Application.ResourceNotifications;

    public async Task StartAsync()
    {
        await Application.Services.GetRequiredService<ApplicationStart>().PrepareAsync(TestContext.Current.CancellationToken);
        await Application.Services.GetRequiredService<ResourceHealthService>().StartAsync(TestContext.Current.CancellationToken);
    }

    public Task SetAsync(IResource resource, string state, int? exitCode = null) =>
        Notifications.PublishUpdateAsync(resource, last => last with { State = state, ExitCode = exitCode });

    public CustomResourceSnapshot Now(IResource resource) =>
        Notifications.TryGetCurrentState(resource.Name, out var current) ? current.Snapshot : throw new InvalidOperationException($"Nothing is known about {resource.Name}.");

    public async Task<Dictionary<string, string>> EnvironmentOfAsync(IResource resource) =>
        new((await GatherAsync(resource)).Environment, StringComparer.Ordinal);

    public Task<ExecutionConfiguration> GatherAsync(IResource resource) =>
        ExecutionConfiguration.GatherAsync(resource, Builder.ExecutionContext, NullLogger.Instance, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (application.IsValueCreated)
        {
            if (Application.Services.GetService<ResourceHealthService>() is { } health)
            {
                await health.StopAsync(CancellationToken.None);
            }

            await Application.DisposeAsync();
        }

        folder.Dispose();
    }
}
