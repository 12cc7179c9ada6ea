using Distribution.Valkey;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the client.</summary>
public static class ValkeyServiceCollectionExtensions
{
    /// <summary>
    /// Adds one <see cref="ValkeyClient"/> for the process, made from <c>ConnectionStrings:NAME</c> (see <see cref="ValkeyOptions.Parse"/>) when it is first
    /// asked for. It starts to connect then, and no service fails to start because Valkey is away.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="connectionStringName">The connection string's name.</param>
    public static IServiceCollection AddValkey(this IServiceCollection services, string connectionStringName) =>
        services.AddSingleton(provider => new ValkeyClient(
            ValkeyOptions.Parse(provider.GetRequiredService<IConfiguration>().GetConnectionString(connectionStringName)
                ?? throw new InvalidOperationException($"There is no connection string '{connectionStringName}': set ConnectionStrings__{connectionStringName}.")),
            provider.GetRequiredService<ILogger<ValkeyClient>>(),
            provider.GetService<TimeProvider>()));
}
