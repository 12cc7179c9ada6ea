using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Pipelines;
using Distribution.Engine.Dashboard;
using Distribution.Engine.Orchestration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Distribution.Engine.Model;

internal static class ModelServices
{
    /// <summary>Hosted services are started in this order and stopped in reverse: who looks on outlives what is looked at.</summary>
    public static void AddModel(this IServiceCollection services, DistributedApplicationBuilder builder, DistributedApplicationOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton(builder.ExecutionContext);
        services.AddSingleton(builder.Eventing);
        services.AddSingleton(_ => new DistributedApplicationModel(builder.Resources));
        services.AddSingleton(provider => TopologyState.Of(provider.GetRequiredService<IConfiguration>()));
        services.AddSingleton(provider => new ResourceLoggerService(provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ResourceNotificationService>();
        services.AddSingleton<CommandExecutor>();
        services.AddSingleton(provider => new ResourceCommandService(provider.GetRequiredService<CommandExecutor>()));
        services.AddSingleton<ApplicationStart>();
        services.AddSingleton<HealthCheckHttp>();
        services.AddHealthChecks();
        if (builder.ExecutionContext.IsPublishMode)
        {
            services.AddSingleton((Pipeline)builder.Pipeline);
            services.AddSingleton<IPipelineOutputService, OutputFolder>();
            services.AddSingleton<ManifestWriter>();
            return;
        }

        services.AddSingleton<ResourceHealthService>();
        services.AddHostedService(provider => provider.GetRequiredService<ResourceHealthService>());
        if (!options.DisableDashboard)
        {
            services.AddDashboard();
        }

        services.AddOrchestration();
        services.AddHostedService<StartedMessage>();
    }
}
