using Distribution.Outbox.Receiving;
using Distribution.Outbox.Relay;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Distribution.Outbox;

/// <summary>Registers relays and the upkeep of inboxes.</summary>
public static class OutboxServiceCollectionExtensions
{
    /// <summary>Delivers what is written to the outbox of a database. Any number of processes may do so for one database.</summary>
    /// <param name="services">The services.</param>
    /// <param name="database">The database's name, by which receivers know the source.</param>
    /// <param name="configure">Sets at least <see cref="OutboxOptions.Open"/> and the destinations.</param>
    /// <returns>The HTTP client that delivers, for the handler that adds credentials.</returns>
    /// <exception cref="ArgumentException">The options contradict each other.</exception>
    public static IHttpClientBuilder AddOutbox(this IServiceCollection services, string database, Action<OutboxOptions> configure)
    {
        var options = new OutboxOptions { Source = database };
        configure(options);
        if (options.Faults().ToArray() is { Length: > 0 } faults)
        {
            throw new ArgumentException($"The outbox of '{database}' cannot be relayed: {string.Join(' ', faults)}");
        }

        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IHostedService>(provider => ActivatorUtilities.CreateInstance<OutboxRelay>(provider, options));
        return services.AddHttpClient(OutboxDefaults.HttpClient, client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { ConnectTimeout = OutboxDefaults.ConnectTimeout, UseProxy = false, AllowAutoRedirect = false, UseCookies = false })
            .RemoveAllLoggers();
    }

    /// <summary>Forgets, from time to time, what an inbox took in more than <see cref="OutboxDefaults.InboxKeeps"/> ago.</summary>
    /// <param name="services">The services.</param>
    /// <param name="database">The database's name, for messages.</param>
    /// <param name="open">Opens connections to its primary.</param>
    public static IServiceCollection AddInbox(this IServiceCollection services, string database, Func<IServiceProvider, OpenConnection> open)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services.AddSingleton<IHostedService>(provider =>
            new InboxPruning(database, open(provider), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<InboxPruning>>()));
    }
}
