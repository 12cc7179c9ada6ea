using Distribution.Gateway.Discovery;
using Distribution.Gateway.Headers;
using Distribution.Gateway.Health;
using Distribution.Gateway.Limits;
using Distribution.Gateway.Problems;
using Distribution.Gateway.RateLimits;
using Distribution.Gateway.Retry;
using Distribution.Gateway.Routing;
using Distribution.ServiceDefaults;
using Distribution.ServiceDefaults.Budgets;
using Distribution.ServiceDefaults.Overload;

namespace Distribution.Gateway;

/// <summary>
/// The one door to the services: it balances over the replicas, knows each one's health, and repeats what is safe to repeat.
/// Replicas come from configuration: <c>ReverseProxy:Clusters:SERVICE:Destinations:NAME:Address</c>.
/// </summary>
internal static class GatewayHost
{
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        // The content root is watched with all that is below it, and would be whatever folder the gateway was started in.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.AddServiceDefaults();
        builder.AddLimits();
        builder.AddRateLimits();
        builder.AddQuietForwarding();
        builder.Services.AddRetry();
        builder.Services.AddReverseProxy()
            .AddPublicRoutes(builder.Configuration)
            .AddDiscovery(builder.Configuration)
            .AddReplicaHealth()
            .AddHeaderHygiene()
            .AddAnswerHolding();
        builder.Services.RemoveKeyRing();
        configure?.Invoke(builder);

        var app = builder.Build();
        app.UseMiddleware<ClientHeadersMiddleware>();
        app.MapServiceDefaults();
        app.MapIndex();
        app.MapReverseProxy(pipeline =>
        {
            pipeline.UseMiddleware<ForwardingProblemMiddleware>();
            pipeline.UseCongestionControl();
            pipeline.UseMiddleware<RateLimitMiddleware>();
            pipeline.UseMiddleware<SizeLimitMiddleware>();
            pipeline.UseMiddleware<RetryMiddleware>();
            pipeline.UseLoadBalancing();
            pipeline.UsePassiveHealthChecks();
        }).WithoutRequestBudget();
        return app;
    }

    /// <summary>The proxy brings data protection for session affinity, which is not used; left alone it writes keys to the home folder at start.</summary>
    private static void RemoveKeyRing(this IServiceCollection services)
    {
        foreach (var service in services.Where(service => service.ServiceType == typeof(IHostedService) && IsDataProtection(service)).ToList())
        {
            services.Remove(service);
        }
    }

    private static bool IsDataProtection(ServiceDescriptor service) =>
        service.ImplementationType?.Namespace?.StartsWith("Microsoft.AspNetCore.DataProtection", StringComparison.Ordinal) == true;
}
