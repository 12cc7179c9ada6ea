using Distribution.Identity.Keys;
using Distribution.Outbox;
using Distribution.Postgres;
using Npgsql;

namespace Distribution.Identity.Records;

/// <summary>Brings changes of keys from the ledger into the outbox, and then off the ledger; what was brought twice arrives once.</summary>
internal sealed class KeyEventRecorder(KeyStore keys, AuditTrail trail, TimeProvider time, ILogger<KeyEventRecorder> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(500);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RecordAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is DatabaseUnavailableException or AmbiguousCommitException or NpgsqlException or IOException or InvalidOperationException)
            {
                KeyLog.NotRecorded(logger, failure.Message);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }

            await Task.Delay(Period, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task RecordAsync(CancellationToken cancellationToken)
    {
        var waiting = keys.Ledger.Unrecorded;
        if (waiting.Count == 0)
        {
            return;
        }

        await trail.AppendAsync([.. waiting.Select(Message)], cancellationToken);
        await keys.ChangeAsync((ledger, _) => ledger.Recorded([.. waiting.Select(change => change.Id)]), cancellationToken);
    }

    private static OutboxMessage Message(KeyEvent change) => AuditTrail.Message(AuditRecord.Of(change)) with { Id = change.Id, OccurredAt = change.At, TraceParent = change.TraceParent };
}
