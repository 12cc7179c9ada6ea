namespace Distribution.Identity.Keys;

/// <summary>Ceases to publish retired keys once their last token is over.</summary>
internal sealed class KeyUpkeep(KeyStore keys, TimeProvider time, ILogger<KeyUpkeep> logger) : BackgroundService
{
    /// <summary>A minute more or less does not matter to a key that signs nothing.</summary>
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!keys.AreOwn)
        {
            return;
        }

        using var ticks = new PeriodicTimer(Period, time);
        try
        {
            do
            {
                await PruneAsync(stoppingToken);
            }
            while (await ticks.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // the service stops
        }
    }

    private async Task PruneAsync(CancellationToken cancellationToken)
    {
        try
        {
            var ledger = keys.Ledger;
            if (ledger.Pruned(time.GetUtcNow()) != ledger)
            {
                await keys.ChangeAsync((now, _) => now.Pruned(time.GetUtcNow()), cancellationToken);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            KeyLog.NotPruned(logger, failure.Message);
        }
    }
}
