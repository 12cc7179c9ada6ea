using Distribution.ServiceDefaults.Budgets;
using Distribution.ServiceDefaults.Console;
using Distribution.ServiceDefaults.Drain;
using Distribution.ServiceDefaults.Errors;
using Distribution.ServiceDefaults.Health;
using Distribution.ServiceDefaults.Limits;
using Distribution.ServiceDefaults.Overload;
using Distribution.ServiceDefaults.RequestIds;
using Distribution.ServiceDefaults.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Distribution.ServiceDefaults;

/// <summary>What every service has, in one call before and one call after <c>builder.Build()</c>.</summary>
public static class ServiceDefaultsExtensions
{
    /// <summary>
    /// Adds health, telemetry, drain, problem details, request ids, the request budget, overload protection, console logging and Kestrel limits.
    /// </summary>
    /// <param name="builder">The application's builder.</param>
    /// <returns>The same builder.</returns>
    public static WebApplicationBuilder AddServiceDefaults(this WebApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.AddConsoleLogging();
        builder.AddTelemetry();
        builder.AddKestrelLimits();
        builder.AddDrain();
        builder.AddRequestBudget();
        builder.AddOverloadProtection();
        builder.Services.AddReadiness();
        builder.Services.AddProblems();
        return builder;
    }

    /// <summary>
    /// Puts the middleware of <see cref="AddServiceDefaults"/> into the pipeline and maps <c>/healthz</c> and <c>/readyz</c>.
    /// Call it first after <c>builder.Build()</c>: what is mapped or used before it is outside the request's budget and error handling.
    /// </summary>
    /// <param name="app">The application.</param>
    /// <returns>The same application.</returns>
    public static WebApplication MapServiceDefaults(this WebApplication app)
    {
        app.UseMiddleware<RequestIdMiddleware>();
        app.UseMiddleware<RequestTraceMiddleware>();
        app.UseMiddleware<DrainMiddleware>();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseMiddleware<RequestBudgetMiddleware>();
        app.UseMiddleware<OverloadMiddleware>();
        app.MapHealth();
        return app;
    }
}
