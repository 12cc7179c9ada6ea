using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Distribution.Jobs;

/// <summary>Registers a worker.</summary>
public static class JobServiceCollectionExtensions
{
    /// <summary>Registers a <see cref="JobRunner"/> that starts and stops with the host and runs every registered <see cref="IJobHandler"/>.</summary>
    /// <param name="services">The services.</param>
    /// <param name="open">Gives the way to the database of the jobs.</param>
    /// <param name="configure">Changes the defaults.</param>
    public static IServiceCollection AddJobRunner(this IServiceCollection services, Func<IServiceProvider, OpenConnection> open, Action<IServiceProvider, JobRunnerOptions>? configure = null)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider =>
        {
            var options = new JobRunnerOptions();
            configure?.Invoke(provider, options);
            return new JobRunner(open(provider), provider.GetServices<IJobHandler>(), options, provider.GetRequiredService<ILogger<JobRunner>>(), provider.GetRequiredService<TimeProvider>());
        });
        return services.AddHostedService(provider => provider.GetRequiredService<JobRunner>());
    }
}
