using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Distribution.Hosting.Members;
using Microsoft.Extensions.DependencyInjection;

namespace Distribution.Hosting.Control;

internal static class ControlRegistration
{
    /// <summary>Opens the channel before anything is started. The container closes it after everything has ended.</summary>
    public static void AddControlChannel(this IDistributedApplicationBuilder builder)
    {
        builder.AddSnapshotBoard();
        builder.Services.AddSingleton<StatusReport>();
        builder.Services.AddSingleton<ControlEndpoints>();
        builder.Services.AddSingleton<ControlChannel>();
        builder.Eventing.Subscribe<BeforeStartEvent>((starting, cancel) => starting.Services.GetRequiredService<ControlChannel>().StartAsync(cancel));
    }
}
