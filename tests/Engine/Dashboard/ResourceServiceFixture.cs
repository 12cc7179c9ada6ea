using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Distribution.Engine.Dashboard.Grpc;
using Distribution.Engine.Dashboard.Mapping;
using Distribution.Engine.Dashboard.Service;
using Distribution.Machine.Ports;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Distribution.Engine.Tests.Dashboard;

/// <summary>The resource service of an application that is built but not started: its resources are driven by the test.</summary>
internal sealed class ResourceServiceFixture : IAsyncDisposable
{
    private const string Key = "key";

    private readonly PortLease _port;
    private readonly CancellationTokenSource _stop = new();
    private readonly DistributedApplication _application;
    private readonly GrpcServer _server;
    private readonly Task _feeding;

    private ResourceServiceFixture(DistributedApplication application, GrpcServer server, PortLease port, ResourceFeed feed)
    {
        (_application, _server, _port) = (application, server, port);
        _feeding = feed.RunAsync(_stop.Token);
        Client = new ResourceServiceClient(port.Port, Key);
    }

    public ResourceServiceClient Client { get; }

    public ResourceNotificationService Notifications => _application.ResourceNotifications;

    public ResourceLoggerService Logs => _application.Services.GetRequiredService<ResourceLoggerService>();

    public static async Task<ResourceServiceFixture> StartAsync(Action<IDistributedApplicationBuilder> compose)
    {
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { DisableDashboard = true });
        compose(builder);
        var application = builder.Build();
        var table = new ResourceTable();
        var service = new DashboardService("test", table, new ConsoleLogs(application.Services.GetRequiredService<ResourceLoggerService>()), application.ResourceCommands, TimeProvider.System);
        var port = PortLease.Acquire();
        var server = await GrpcServer.StartAsync(port.Port, service.Methods, new ApiKey(Key), NullLoggerFactory.Instance, CancellationToken.None);
        var feed = new ResourceFeed(application.ResourceNotifications, new ResourceMapper(TimeProvider.System), table, NullLogger<ResourceFeed>.Instance);
        foreach (var resource in builder.Resources)
        {
            await application.ResourceNotifications.PublishUpdateAsync(resource, snapshot => snapshot);
        }

        return new ResourceServiceFixture(application, server, port, feed);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _stop.CancelAsync();
        await _feeding.ContinueWith(_ => { }, TaskScheduler.Default);
        await _server.DisposeAsync();
        await _application.DisposeAsync();
        _port.Dispose();
        _stop.Dispose();
    }
}
