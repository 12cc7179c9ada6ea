using Distribution.ServiceDefaults.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Distribution.Api.Caching;

internal static class CachingExtensions
{
    public static void AddHotCache(this WebApplicationBuilder builder)
    {
        if (builder.Configuration.GetConnectionString(HotCacheDefaults.ConnectionName) is not { Length: > 0 })
        {
            builder.Services.AddSingleton<IHotCache, NoCache>();
            return;
        }

        builder.Services.AddValkey(HotCacheDefaults.ConnectionName);
        builder.Services.AddSingleton<IHotCache, ValkeyCache>();
        builder.Services.AddHealthChecks()
            .AddCheck<ValkeyCheck>(ValkeyCheck.Name, HealthStatus.Degraded, [ReadinessDefaults.Tag], HotCacheDefaults.CheckTimeout);
    }
}
