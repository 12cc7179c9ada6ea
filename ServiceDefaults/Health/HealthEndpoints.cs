using Distribution.ServiceDefaults.Budgets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Distribution.ServiceDefaults.Health;

internal static class HealthEndpoints
{
    public static void AddReadiness(this IServiceCollection services)
    {
        services.AddHealthChecks();
        services.AddSingleton<Readiness>();
    }

    public static void MapHealth(this WebApplication app)
    {
        app.MapGet(ReadinessDefaults.LivenessPath, LivenessAsync)
            .DisableHttpMetrics().AllowAnonymous().WithoutRequestBudget().ExcludeFromDescription().WithMetadata(UntracedMetadata.Instance);
        app.MapGet(ReadinessDefaults.ReadinessPath, ReadinessAsync)
            .DisableHttpMetrics().AllowAnonymous().WithoutRequestBudget().ExcludeFromDescription().WithMetadata(UntracedMetadata.Instance);
    }

    private static Task LivenessAsync(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsJsonAsync(LivenessReport.Alive, HealthJson.Default.LivenessReport, null, context.RequestAborted);
    }

    // As a delegate that takes nothing but the request: anything else is compiled from expressions when a service starts.
    private static async Task ReadinessAsync(HttpContext context)
    {
        var report = await context.RequestServices.GetRequiredService<Readiness>().AskAsync(context.RequestAborted);
        context.Response.StatusCode = report.Status == ReadinessReport.Ready
            ? StatusCodes.Status200OK
            : StatusCodes.Status503ServiceUnavailable;
        context.Response.Headers.CacheControl = "no-store";
        await context.Response.WriteAsJsonAsync(report, HealthJson.Default.ReadinessReport, null, context.RequestAborted);
    }
}
