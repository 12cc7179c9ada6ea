using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Distribution.ServiceDefaults.Drain;

/// <remarks>
/// SIGTERM fires ApplicationStopping, and readiness is 503 from then on. The host then calls StoppingAsync of every service before it
/// calls StopAsync of any, so the delay here holds Kestrel open. Kestrel's own StopAsync closes the port and waits for what is running,
/// until the host's shutdown time-out, which is the deadline.
/// </remarks>
internal sealed partial class DrainService(
    DrainState state,
    IHostApplicationLifetime lifetime,
    IOptions<DrainOptions> options,
    TimeProvider time,
    ILogger<DrainService> logger) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStopping.Register(state.Begin);
        return Task.CompletedTask;
    }

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        state.Begin();
        LogDraining(options.Value.Delay.TotalMilliseconds, options.Value.Deadline.TotalMilliseconds);
        await Task.Delay(options.Value.Delay, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(1101, LogLevel.Information, "Draining: accepting for another {DelayMs} ms, running requests have until {DeadlineMs} ms")]
    private partial void LogDraining(double delayMs, double deadlineMs);
}
