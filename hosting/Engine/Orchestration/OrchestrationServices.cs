using Aspire.Hosting.Lifecycle;
using Distribution.Engine.Dcp;
using Distribution.Machine.State;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Distribution.Engine.Orchestration;

internal static class OrchestrationServices
{
    /// <summary>Registers what starts, follows and ends the processes of the model.</summary>
    public static IServiceCollection AddOrchestration(this IServiceCollection services)
    {
        services.AddSingleton(provider => new DcpHost(
            Path.Combine(provider.GetRequiredService<StateFolder>().Path, "engine"), provider.GetRequiredService<ILogger<DcpHost>>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ExecutableRuns>();
        services.AddSingleton<ResourceSnapshots>();
        services.AddSingleton<ResourceLogFiles>();
        services.AddSingleton<LifecycleContext>();
        services.AddEventingSubscriber<EarlyStart>();
        services.AddHostedService<ApplicationOrchestrator>();
        return services;
    }
}
