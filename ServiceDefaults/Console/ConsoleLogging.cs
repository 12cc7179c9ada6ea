using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Distribution.ServiceDefaults.Console;

/// <summary>
/// One line an event. In a container, whose log is kept beside those of others and for long, it begins with the whole time; with <c>Logging__Console__FormatterName=json</c> each line is a JSON object, for collectors.
/// </summary>
internal static class ConsoleLogging
{
    private const string FormatKey = "Logging:Console:FormatterName";

    // What images of .NET set: DOTNET_RUNNING_IN_CONTAINER.
    private const string ContainerKey = "RUNNING_IN_CONTAINER";

    private const string FullTime = "yyyy-MM-ddTHH:mm:ss.fffZ ";

    // The weakest source, so that any configuration of Logging:LogLevel goes before it.
    private static readonly Dictionary<string, string?> Levels = new()
    {
        ["Logging:LogLevel:Default"] = nameof(LogLevel.Information),
        ["Logging:LogLevel:Microsoft.AspNetCore"] = nameof(LogLevel.Warning),
        ["Logging:LogLevel:Microsoft.Extensions.Diagnostics.HealthChecks"] = nameof(LogLevel.Warning),
        // It tells of every request without a good token, which its answer does too.
        ["Logging:LogLevel:Distribution.ServiceDefaults.Authentication"] = nameof(LogLevel.Warning),
        ["Logging:LogLevel:System.Net.Http"] = nameof(LogLevel.Warning),
        ["Logging:LogLevel:Npgsql"] = nameof(LogLevel.Warning),
    };

    public static void AddConsoleLogging(this WebApplicationBuilder builder)
    {
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = Levels });
        builder.Logging.ClearProviders();
        if (builder.Configuration[FormatKey] == ConsoleFormatterNames.Json)
        {
            builder.Logging.AddJsonConsole(options => (options.UseUtcTimestamp, options.TimestampFormat, options.IncludeScopes) = (true, FullTime, true));
            return;
        }

        builder.Logging.AddSimpleConsole(options =>
        {
            options.SingleLine = true;
            options.UseUtcTimestamp = true;
            options.TimestampFormat = builder.Configuration.GetValue<bool>(ContainerKey) ? FullTime : "HH:mm:ss.fff ";
            options.ColorBehavior = LoggerColorBehavior.Disabled;
        });
    }
}
