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
            var startsBefore = Starts();
            if (await StartAsync(cancellation))
            {
                var exitCode = await DiedAsync(startsBefore, cancellation);
                delay = clock.GetElapsedTime(started) >= DashboardDefaults.CountsAsStableAfter ? DashboardDefaults.FirstRestartAfter : delay;
                DashboardLog.Died(logger, exitCode, delay);
            }

            await Task.Delay(delay, clock, cancellation);
            delay = TimeSpan.FromTicks(Math.Min(delay.Ticks * 2, DashboardDefaults.LaterRestartsAfterAtMost.Ticks));
        }
    }

    private int Starts() => notifications.TryGetCurrentState(dashboard.Name, out var current) ? current.Snapshot.Start : 0;

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
    private async Task<int?> DiedAsync(int startsBefore, CancellationToken cancellation)
    {
        var asked = false;
        await foreach (var change in notifications.WatchAsync(cancellation))
        {
            if (change.Resource != dashboard || change.Snapshot.State?.Text is not { } state)
            {
                continue;
            }

            asked = state == KnownResourceStates.Stopping || (asked && state != KnownResourceStates.Running);
            if (change.Snapshot.Start > startsBefore && !asked && KnownResourceStates.TerminalStates.Contains(state))
            {
                return change.Snapshot.ExitCode;
            }
        }

        throw new OperationCanceledException(cancellation);
    }
}
