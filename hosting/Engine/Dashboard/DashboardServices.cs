using Microsoft.Extensions.DependencyInjection;

namespace Distribution.Engine.Dashboard;

internal static class DashboardServices
{
    /// <summary>Registers what shows the model to people.</summary>
    public static IServiceCollection AddDashboard(this IServiceCollection services) => services;
}
