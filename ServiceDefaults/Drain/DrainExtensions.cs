using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Distribution.ServiceDefaults.Drain;

internal static class DrainExtensions
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    public static void AddDrain(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<DrainOptions>()
            .Bind(builder.Configuration.GetSection(DrainOptions.Section))
            .Validate(
                options => options.Delay >= TimeSpan.Zero && options.Delay < options.Deadline && options.Deadline <= Longest,
                "Drain:Delay must be 0 or more and below Drain:Deadline, which is 00:00:30 at most.")
            .ValidateOnStart();
        builder.Services.AddSingleton<DrainState>();
        builder.Services.AddHostedService<DrainService>();
        builder.Services.AddOptions<HostOptions>()
            .Configure<IOptions<DrainOptions>>((host, drain) => host.ShutdownTimeout = drain.Value.Deadline);
    }
}
