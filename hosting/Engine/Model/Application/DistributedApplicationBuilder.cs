using System.Reflection;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Pipelines;
using Distribution.Engine.Model;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

/// <summary>Describes an application.</summary>
public class DistributedApplicationBuilder : IDistributedApplicationBuilder
{
    private readonly HostApplicationBuilder host;
    private readonly DistributedApplicationExecutionContextOptions execution;
    private readonly ResourceCollection resources = [];

    /// <summary>Describes an application.</summary>
    /// <param name="args">The command line.</param>
    public DistributedApplicationBuilder(string[] args)
        : this(new DistributedApplicationOptions { Args = args })
    {
    }

    /// <summary>Describes an application.</summary>
    /// <param name="options">How it is built.</param>
    public DistributedApplicationBuilder(DistributedApplicationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        AppHostAssembly = options.Assembly;
        UnhandledFailure.ShowAsOneLine(AppHostAssembly);
        AppHostDirectory = Path.GetFullPath(options.ProjectDirectory ?? Directory.GetCurrentDirectory());
        host = EngineHost.CreateBuilder(options, AppHostDirectory);
        execution = Operation.From(host.Configuration);
        ExecutionContext = new DistributedApplicationExecutionContext(execution);
        host.Services.AddModel(this, options);
    }

    /// <inheritdoc/>
    public ConfigurationManager Configuration => host.Configuration;

    /// <inheritdoc/>
    public string AppHostDirectory { get; }

    /// <inheritdoc/>
    public Assembly? AppHostAssembly { get; }

    /// <inheritdoc/>
    public IHostEnvironment Environment => host.Environment;

    /// <inheritdoc/>
    public IServiceCollection Services => host.Services;

    /// <inheritdoc/>
    public IDistributedApplicationEventing Eventing { get; } = new DistributedApplicationEventing();

    /// <inheritdoc/>
    public IDistributedApplicationPipeline Pipeline { get; } = new Pipeline();

    /// <inheritdoc/>
    public DistributedApplicationExecutionContext ExecutionContext { get; }

    /// <inheritdoc/>
    public IResourceCollection Resources => resources;

    /// <inheritdoc/>
    public IResourceBuilder<T> AddResource<T>(T resource)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(resource);
        if (resources.TryGetByName(resource.Name, out var known))
        {
            throw new DistributedApplicationException($"Resource '{resource.Name}' cannot be added, because there is a {known.GetType().Name} '{known.Name}' already: give it another name.");
        }

        resources.Add(resource);
        return CreateResourceBuilder(resource);
    }

    /// <inheritdoc/>
    public IResourceBuilder<T> CreateResourceBuilder<T>(T resource)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(resource);
        return new ResourceBuilder<T>(this, resource);
    }

    /// <inheritdoc/>
    public DistributedApplication Build()
    {
        var application = new DistributedApplication(host.Build());
        execution.Services = application.Services;
        return application;
    }
}
