using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Distribution.Machine.State;
using Distribution.Servers;
using Microsoft.Extensions.DependencyInjection;

namespace Distribution.Hosting.Tests.Control;

/// <summary>A topology whose parts are told to run by the test: the real model and the real channel, without processes.</summary>
internal sealed class DescribedTopology : IAsyncDisposable
{
    private readonly TemporaryFolder _root = new();
    private readonly DistributedApplication _application;
    private readonly DistributedApplicationModel _model;
    private readonly IDistributedApplicationBuilder _builder;

    private DescribedTopology(Action<IDistributedApplicationBuilder> describe)
    {
        _builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions
        {
            Args = ["--name", "one", "--state", _root.Path, "--ports", "random"],
            DisableDashboard = true,
        });
        _builder.AddTopology();
        describe(_builder);
        Folder = _builder.Topology().StateFolder;
        _application = _builder.Build();
        _model = _application.Services.GetRequiredService<DistributedApplicationModel>();
        Client = ControlClient.To(Folder);
    }

    public StateFolder Folder { get; }

    public HttpClient Client { get; }

    public IServiceProvider Services => _application.Services;

    public static async Task<DescribedTopology> StartAsync(Action<IDistributedApplicationBuilder> describe)
    {
        var topology = new DescribedTopology(describe);
        await topology._builder.Eventing.PublishAsync(new BeforeStartEvent(topology.Services, topology._model));
        return topology;
    }

    public IResource Resource(string name) => _model.Resources.Single(resource => resource.Name == name);

    public Task PublishAsync(string name, Func<CustomResourceSnapshot, CustomResourceSnapshot> change) =>
        Services.GetRequiredService<ResourceNotificationService>().PublishUpdateAsync(Resource(name), change);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _application.DisposeAsync();
        _root.Dispose();
    }
}
