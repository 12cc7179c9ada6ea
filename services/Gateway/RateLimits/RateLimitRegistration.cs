using Distribution.Valkey;

namespace Distribution.Gateway.RateLimits;

internal static class RateLimitRegistration
{
    /// <summary>Counts in Valkey where there is a connection string; readiness does not ask for it, as the gateway serves without.</summary>
    public static void AddRateLimits(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<RateLimitOptions>().BindConfiguration(RateLimitOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddValkey(RateLimitDefaults.ConnectionName);
        builder.Services.AddSingleton<LocalCounter>();
        builder.Services.AddSingleton(provider => new RateCounter(
            provider.GetRequiredService<IConfiguration>().GetConnectionString(RateLimitDefaults.ConnectionName) is { Length: > 0 } ? new ValkeyCounter(provider.GetRequiredService<ValkeyClient>()) : null,
            provider.GetRequiredService<LocalCounter>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<RateCounter>>()));
        builder.Services.AddSingleton<RateLimitMetrics>();
    }
}
