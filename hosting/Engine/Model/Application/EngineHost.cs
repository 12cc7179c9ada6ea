using Aspire.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Distribution.Engine.Model;

internal static class EngineHost
{
    /// <summary>Resources are given ten seconds to end; this is for what surrounds them.</summary>
    public static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(30);

    public static HostApplicationBuilder CreateBuilder(DistributedApplicationOptions options, string directory)
    {
        var host = new HostApplicationBuilder(new HostApplicationBuilderSettings
        {
            DisableDefaults = true,
            Args = options.Args,
            ContentRootPath = Directory.Exists(directory) ? directory : Directory.GetCurrentDirectory(),
            ApplicationName = options.Assembly?.GetName().Name,
            EnvironmentName = Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT"),
        });
        host.Configuration
            .AddJsonFile("appsettings.json", optional: true, reloadOnChange: false)
            .AddJsonFile($"appsettings.{host.Environment.EnvironmentName}.json", optional: true, reloadOnChange: false)
            .AddInMemoryCollection(EnvironmentSettings.Read())
            .AddCommandLine(options.Args ?? []);
        host.Logging
            .AddConfiguration(host.Configuration.GetSection("Logging"))
            .AddSimpleConsole(console => console.SingleLine = true)
            .AddFilter("Microsoft", LogLevel.Warning)

            // A failed start is thrown to the caller, who shows one clear line; the host would show it with its whole stack too.
            .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None)
            .AddFilter("System", LogLevel.Warning);
        host.Services.Configure<ConsoleLifetimeOptions>(lifetime => lifetime.SuppressStatusMessages = true);
        host.Services.Configure<HostOptions>(lifetime => lifetime.ShutdownTimeout = ShutdownTimeout);
        return host;
    }
}
