using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;

namespace Distribution.Engine.Dashboard;

/// <summary>Starts the dashboard's process and starts it again when it dies. One that somebody stopped stays stopped.</summary>
internal sealed class DashboardKeeper(DashboardResource dashboard, ResourceNotificationService notifications, ResourceCommandService commands, TimeProvider clock, ILogger<DashboardKeeper> logger)
{
    public async Task RunAsync(CancellationToken cancellation)
    {
        var delay = DashboardDefaults.FirstRestartAfter;
        while (true)
        {
            var started = clock.GetTimestamp();
            if (await StartAsync(cancellation))
            {
                var exitCode = await DiedAsync(cancellation);
                delay = clock.GetElapsedTime(started) >= DashboardDefaults.CountsAsStableAfter ? DashboardDefaults.FirstRestartAfter : delay;
                DashboardLog.Died(logger, exitCode, delay);
            }

            await Task.Delay(delay, clock, cancellation);
            delay = TimeSpan.FromTicks(Math.Min(delay.Ticks * 2, DashboardDefaults.LaterRestartsAfterAtMost.Ticks));
        }
    }

    private async Task<bool> StartAsync(CancellationToken cancellation)
    {
        var result = await commands.ExecuteCommandAsync(dashboard, KnownResourceCommands.StartCommand, cancellation);
        if (!result.Success)
        {
            DashboardLog.NotStarted(logger, result.Message);
        }

        return result.Success;
    }

    /// <returns>The exit code, once the process has ended without anybody having asked for it.</returns>
    private async Task<int?> DiedAsync(CancellationToken cancellation)
    {
        var running = false;
        var asked = false;
        await foreach (var change in notifications.WatchAsync(cancellation))
        {
            if (change.Resource != dashboard || change.Snapshot.State?.Text is not { } state)
            {
                continue;
            }

            running |= state == KnownResourceStates.Running;
            asked = state == KnownResourceStates.Stopping || (asked && state != KnownResourceStates.Running);
            if (running && !asked && KnownResourceStates.TerminalStates.Contains(state))
            {
                return change.Snapshot.ExitCode;
            }
        }

        throw new OperationCanceledException(cancellation);
    }
}
