using Microsoft.Extensions.Logging;
using Npgsql;

namespace Distribution.Jobs.Running;

/// <summary>Wakes the claimer when jobs are committed. What it misses is found by polling.</summary>
internal sealed class Listener(OpenConnection open, Wakeup wakeup, JobRunnerOptions options, TimeProvider time, ILogger logger)
{
    // A wait without an end would not notice a server that vanished.
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);

    public async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await using var connection = await open(CancellationToken.None);
                connection.Notification += (_, _) => wakeup.Set();
                await using (var listen = new NpgsqlCommand($"LISTEN {JobDefaults.Channel}", connection))
                {
                    await listen.ExecuteNonQueryAsync(CancellationToken.None);
                }

                wakeup.Set();
                while (!stopping.IsCancellationRequested)
                {
                    await connection.WaitAsync(Look, CancellationToken.None);
                }
            }
            catch (Exception failure) when (!stopping.IsCancellationRequested)
            {
                JobLog.NotListening(logger, options.Name, failure.Message);
            }

            await Task.Delay(options.PollEvery, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
