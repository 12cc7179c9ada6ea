using Microsoft.Extensions.Logging;
using Npgsql;

namespace Distribution.Outbox.Relay;

/// <summary>
/// Finds out which destinations have messages: by notification at once, by looking every so often for what a notification missed. One connection, nothing written.
/// </summary>
internal sealed class OutboxWatch(OpenConnection open, string outbox, TimeSpan pollEvery, IReadOnlyDictionary<string, WakeSignal> signals, TimeProvider time, ILogger logger)
{
    private const string Look = "SELECT d FROM unnest($1::text[]) AS d WHERE EXISTS (SELECT 1 FROM outbox WHERE destination = d)";

    private long _busyAt = time.GetTimestamp();

    // Npgsql counts in whole milliseconds, and takes none for no limit.
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(5);

    public async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await using var connection = await open(CancellationToken.None);
                await ListenAsync(connection, stopping);
            }
            catch (Exception failure) when (!stopping.IsCancellationRequested)
            {
                OutboxLog.NotListening(logger, outbox, failure.Message);
                await Task.Delay(Jitter.Around(pollEvery), time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task ListenAsync(NpgsqlConnection connection, CancellationToken stopping)
    {
        connection.Notification += (_, notification) => Wake(notification.Payload);
        await using (var listen = new NpgsqlCommand("LISTEN outbox", connection))
        {
            await listen.ExecuteNonQueryAsync(CancellationToken.None);
        }

        await using var look = new NpgsqlCommand(Look, connection);
        look.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. signals.Keys] });
        while (!stopping.IsCancellationRequested)
        {
            await using (var rows = await look.ExecuteReaderAsync(CancellationToken.None))
            {
                while (await rows.ReadAsync(CancellationToken.None))
                {
                    Wake(rows.GetString(0));
                }
            }

            var began = time.GetTimestamp();
            var patience = Jitter.Around(time.GetElapsedTime(_busyAt) < OutboxDefaults.BusyFor || pollEvery > OutboxDefaults.PollIdleEvery ? pollEvery : OutboxDefaults.PollIdleEvery);
            for (var left = patience; left > ShortestWait && !stopping.IsCancellationRequested; left = patience - time.GetElapsedTime(began))
            {
                await connection.WaitAsync(left, CancellationToken.None);
            }
        }
    }

    private void Wake(string destination)
    {
        _busyAt = time.GetTimestamp();
        if (signals.TryGetValue(destination, out var signal))
        {
            signal.Set();
        }
    }
}
