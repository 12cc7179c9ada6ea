using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Distribution.Outbox.Receiving;

/// <summary>Forgets old messages, a few thousand at a time.</summary>
internal sealed class InboxPruning(string database, OpenConnection open, TimeProvider time, ILogger<InboxPruning> logger) : BackgroundService
{
    private const string Prune =
        "DELETE FROM inbox WHERE ctid = ANY (ARRAY(SELECT ctid FROM inbox WHERE admitted_at < clock_timestamp() - $1 ORDER BY admitted_at LIMIT $2))";

    /// <returns>How many were forgotten.</returns>
    internal async Task<int> PruneAsync(CancellationToken stopping)
    {
        var (all, some) = (0, OutboxDefaults.PruneBatch);
        await using var connection = await open(CancellationToken.None);
        while (some == OutboxDefaults.PruneBatch && !stopping.IsCancellationRequested)
        {
            await using var prune = new NpgsqlCommand(Prune, connection);
            prune.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = OutboxDefaults.InboxKeeps });
            prune.Parameters.Add(new NpgsqlParameter<int> { TypedValue = OutboxDefaults.PruneBatch });
            some = await prune.ExecuteNonQueryAsync(CancellationToken.None);
            all += some;
        }

        return all;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Jitter.Widely(OutboxDefaults.PruneEvery), time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                await PruneAsync(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                OutboxLog.NotPruned(logger, database, failure.Message);
            }
        }
    }
}
