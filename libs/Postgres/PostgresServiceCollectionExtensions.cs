using Distribution.Postgres.Health;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Distribution.Postgres;

/// <summary>Registers data sources.</summary>
public static class PostgresServiceCollectionExtensions
{
    /// <summary>The tag of the health check: the service cannot serve without its database, yet restarting it would not help.</summary>
    public const string ReadyTag = "ready";

    /// <summary>
    /// Registers a <see cref="PostgresDataSource"/>, as a keyed singleton of the given name and, if it is the first, as the singleton, with a health check
    /// <c>postgres-NAME</c> tagged <see cref="ReadyTag"/>.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The name of the connection string in the configuration.</param>
    /// <param name="configure">Changes the defaults.</param>
    public static IServiceCollection AddPostgres(this IServiceCollection services, string name, Action<PostgresOptions>? configure = null)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<PostgresOptions>(name)
            .Configure<IConfiguration>((options, configuration) => options.ConnectionString = configuration.GetConnectionString(name) ?? options.ConnectionString)
            .Configure(options => configure?.Invoke(options))
            .Validate(options => options.ConnectionString.Length > 0, $"There is no connection string '{name}': set ConnectionStrings__{name} to Host=HOST:PORT[,HOST:PORT];Database=…;Username=….")
            .Validate(options => options.MaxPoolSize is >= 1 and <= 100, $"The pool size of Postgres '{name}' must be 1–100.")
            .Validate(options => options.Spares >= 0, $"The spare connections of Postgres '{name}' must be 0 or more.")
            .Validate(options => options.Budget > TimeSpan.Zero && options.ConnectTimeout > TimeSpan.Zero && options.CommandTimeout >= TimeSpan.Zero, $"The time-outs of Postgres '{name}' must be positive.");
        services.AddKeyedSingleton(name, (provider, _) => new PostgresDataSource(
            name,
            provider.GetRequiredService<IOptionsMonitor<PostgresOptions>>().Get(name),
            provider.GetRequiredService<ILoggerFactory>(),
            provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(provider => provider.GetRequiredKeyedService<PostgresDataSource>(name));
        services.AddHealthChecks().Add(new HealthCheckRegistration(
            $"postgres-{name}",
            provider => new PostgresHealthCheck(provider.GetRequiredKeyedService<PostgresDataSource>(name)),
            HealthStatus.Unhealthy,
            [ReadyTag]));
        return services;
    }
}
