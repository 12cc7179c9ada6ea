using Aspire.Hosting.Lifecycle;
using Distribution.Machine.State;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Distribution.Engine.Dashboard;

internal static class DashboardServices
{
    /// <summary>Gives an application that is run a dashboard.</summary>
    public static IServiceCollection AddDashboard(this IServiceCollection services)
    {
        services.AddSingleton(provider => new DashboardHost(
            DashboardOptions.From(provider.GetRequiredService<IConfiguration>()),
            provider.GetRequiredService<StateFolder>(),
            provider,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILoggerFactory>()));
        services.AddSingleton<IDistributedApplicationEventingSubscriber>(provider => provider.GetRequiredService<DashboardHost>());
        return services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<DashboardHost>());
    }
}
