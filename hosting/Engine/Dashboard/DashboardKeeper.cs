using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;

namespace Distribution.Engine.Dashboard;

/// <summary>Starts the dashboard's process and starts it again when it dies. One that somebody stopped stays stopped.</summary>
internal sealed class DashboardKeeper(DashboardResource dashboard, ResourceNotificationService notifications, ResourceCommandService commands, TimeProvider clock, ILogger<DashboardKeeper> logger)
{
    public async Task RunAsync(CancellationToken cancellation)
    {
        var delay = DashboardDefaults.FirstRestartAfter;
        var deadStart = 0;
        while (true)
        {
            var started = clock.GetTimestamp();
            if (await StartAsync(cancellation))
            {
                var dead = await DiedAsync(deadStart, cancellation);
                deadStart = dead.Start;
                delay = clock.GetElapsedTime(started) >= DashboardDefaults.CountsAsStableAfter ? DashboardDefaults.FirstRestartAfter : delay;
                DashboardLog.Died(logger, dead.ExitCode, delay);
            }

            await Task.Delay(delay, clock, cancellation);
            delay = TimeSpan.FromTicks(Math.Min(delay.Ticks * 2, DashboardDefaults.LaterRestartsAfterAtMost.Ticks));
        }
    }

    private async Task<bool> StartAsync(CancellationToken cancellation)
    {
        var result = await commands.ExecuteCommandAsync(dashboard, KnownResourceCommands.StartCommand, cancellation);
        var runs = result.Success || (notifications.TryGetCurrentState(dashboard.Name, out var current) && current.Snapshot.State?.Text == KnownResourceStates.Running);
        if (!runs)
        {
            DashboardLog.NotStarted(logger, result.Message);
        }

        return runs;
    }

    /// <returns>The process as it is once it has ended without anybody having asked for it.</returns>
    /// <param name="deadStart">The number of the start whose end is already known.</param>
    /// <param name="cancellation">Ends the wait.</param>
    private async Task<CustomResourceSnapshot> DiedAsync(int deadStart, CancellationToken cancellation)
    {
        var asked = false;
        await foreach (var change in notifications.WatchAsync(cancellation))
        {
            if (change.Resource != dashboard || change.Snapshot.State?.Text is not { } state)
            {
                continue;
            }

            asked = state == KnownResourceStates.Stopping || (asked && state != KnownResourceStates.Running);
            if (change.Snapshot.Start > deadStart && !asked && KnownResourceStates.TerminalStates.Contains(state))
            {
                return change.Snapshot;
            }
        }

        throw new OperationCanceledException(cancellation);
    }
}
