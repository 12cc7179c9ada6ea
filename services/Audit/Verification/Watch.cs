using System.Diagnostics;
using Distribution.Audit.Checkpoints;
using Distribution.HashChain.Reading;
using Distribution.HashChain.Verification;
using Distribution.Postgres;
using Microsoft.Extensions.Options;

namespace Distribution.Audit.Verification;

/// <summary>Verifies the tail before anything is served, and everything from time to time. A chain without a checkpoint is verified as a whole at once.</summary>
internal sealed class Watch(ChainVerifier verifier, PostgresDataSource database, Proof proof, ChainGuard guard, IOptions<AuditOptions> options, TimeProvider time, ILogger<Watch> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        await UntilDoneAsync(VerifyTailAsync, stoppingToken);
        for (var pause = options.Value.FirstWhole; !stoppingToken.IsCancellationRequested; pause = options.Value.WholeEvery)
        {
            await Task.Delay(pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await UntilDoneAsync(token => VerifyAsync(1, token), stoppingToken);
        }
    }

    private async Task UntilDoneAsync(Func<CancellationToken, Task> verify, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await verify(stopping);
                return;
            }
            catch (ChainBrokenException broken)
            {
                guard.Note(new(0, 0, 0, HashChain.ChainHead.Empty, broken.Fault));
                return;
            }
            catch (Exception failure) when (!stopping.IsCancellationRequested)
            {
                AuditLog.NotVerified(logger, failure.Message);
                await Task.Delay(AuditDefaults.RetryAfter, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task VerifyTailAsync(CancellationToken cancellationToken)
    {
        var head = await database.ReadAsync((connection, _) => ChainReader.HeadAsync(connection), cancellationToken: cancellationToken);
        var proven = proof.Read() is not null;
        await VerifyAsync(proven ? Math.Max(1, head.Sequence - AuditDefaults.Tail + 1) : 1, cancellationToken);
        if (!proven && head.Sequence > 0)
        {
            AuditLog.NoCheckpoint(logger, head.Sequence);
        }
    }

    private async Task VerifyAsync(long from, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        var checkpoint = proof.Read();
        var report = await verifier.VerifyAsync(from, null, checkpoint, cancellationToken);
        guard.Note(report);
        AuditLog.Verified(logger, report.Records, report.To, Stopwatch.GetElapsedTime(began).TotalSeconds);
    }
}
