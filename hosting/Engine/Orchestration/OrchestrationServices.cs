using Microsoft.Extensions.DependencyInjection;

namespace Distribution.Engine.Orchestration;

internal static class OrchestrationServices
{
    /// <summary>Registers what starts, follows and ends the processes of the model.</summary>
    public static IServiceCollection AddOrchestration(this IServiceCollection services) => services;
}
