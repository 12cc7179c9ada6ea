using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Distribution.Hosting.Topology;

/// <summary>
/// Ties the AppHost to whoever started it with <c>--attached true</c>: its standard input is a pipe from there, and the end of it means that
/// the other side is gone, however it went.
/// </summary>
internal sealed partial class Attachment(Stream input, IHostApplicationLifetime lifetime, ILogger<Attachment> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var ignored = new byte[256];
        try
        {
            // A read from a pipe that never ends would hold the stop.
            while (await input.ReadAsync(ignored, stoppingToken).AsTask().WaitAsync(stoppingToken) > 0)
            {
            }
        }
        catch (IOException)
        {
            // The same as its end.
        }

        LogGone();
        lifetime.StopApplication();
    }

    [LoggerMessage(3001, LogLevel.Information, "Whoever started this is gone: stopping")]
    private partial void LogGone();
}
