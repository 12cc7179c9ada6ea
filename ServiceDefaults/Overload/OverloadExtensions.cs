using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Distribution.ServiceDefaults.Overload;

/// <summary>What a service does when more comes than it can do.</summary>
public static class OverloadExtensions
{
    internal static void AddOverloadProtection(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<StandingQueue>();
        builder.Services.AddOptions<OverloadOptions>()
            .Bind(builder.Configuration.GetSection(OverloadOptions.Section))
            .Validate(options => options.Concurrency >= 1 && options.Waiting >= 0, "Overload:Concurrency must be 1 or more and Overload:Waiting not negative.")
            .ValidateOnStart();
    }

    /// <summary>
    /// Refuses requests with 503 and <see cref="Errors.ProblemTypes.Overloaded"/> while 8 are in work, they wait for a processor for longer than 50 ms, and none has waited for less in the last 500 ms. Endpoints with a request budget
    /// have this already; it is for others, a proxy's, whose answers take as long as somebody else's.
    /// </summary>
    /// <param name="app">A pipeline below <see cref="ServiceDefaultsExtensions.MapServiceDefaults"/>.</param>
    /// <returns>The same pipeline.</returns>
    public static IApplicationBuilder UseCongestionControl(this IApplicationBuilder app) => app.UseMiddleware<CongestionMiddleware>();
}
