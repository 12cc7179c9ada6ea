using Distribution.Audit.Verification;
using Distribution.HashChain;
using Distribution.HashChain.Appending;
using Distribution.HashChain.Reading;
using Distribution.Postgres;

namespace Distribution.Audit.Checkpoints;

/// <summary>
/// Writes down where the chain ends whenever it has moved on, once it was verified: at the start what is there, then what this process appends. It learns the end from the appender and not from
/// the database, which somebody may have changed meanwhile. A broken chain is not checkpointed.
/// </summary>
internal sealed class CheckpointKeeper(ChainAppender appender, PostgresDataSource database, Proof proof, ChainGuard guard, TimeProvider time, ILogger<CheckpointKeeper> logger) : BackgroundService
{
    private ChainHead? _kept;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await KeepAsync();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        using var ticks = new PeriodicTimer(AuditDefaults.CheckpointEvery, time);
        try
        {
            await guard.Checked.WaitAsync(stoppingToken);
            do
            {
                await KeepAsync();
            }
            while (await ticks.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The last one is written when the service stops.
        }
    }

    private async Task KeepAsync()
    {
        try
        {
            if (!guard.Checked.IsCompleted || guard.Fault is not null)
            {
                return;
            }

            var head = appender.Head ?? (_kept is null ? await database.ReadAsync((connection, _) => ChainReader.HeadAsync(connection)) : null);
            if (head is not null && !head.Equals(_kept))
            {
                if (head.Sequence > 0)
                {
                    proof.Write(new(head, time.GetUtcNow()));
                }

                _kept = head;
            }
        }
        catch (Exception failure)
        {
            AuditLog.NotCheckpointed(logger, failure.Message);
        }
    }
}
