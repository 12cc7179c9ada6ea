using Microsoft.Extensions.Logging;

namespace Distribution.Hosting.Postgres.Supervision;

/// <summary>Changes whether commits wait for the standby, always after the record says what that means for it.</summary>
internal sealed class StandbyCare(Ledger ledger, ReplicationWatch replication, ILogger logger)
{
    private readonly Lock _gate = new();
    private int _attempt;
    private bool _confirming;

    /// <summary>Records that the standby may not be promoted, then lets writers go on.</summary>
    public void ReleaseWriters(Member primary, Member standby, string why)
    {
        var record = ledger.Current!;
        if (record.Standby == StandbyStanding.Promotable)
        {
            ledger.Save(record with { Standby = StandbyStanding.Behind });
        }

        replication.NoteLoss();
        _ = NextAttempt(confirming: false);
        primary.Data.WriteSettings(SynchronousNames.None, primary: null);
        primary.Process.Reload();
        SupervisorLog.WritersReleased(logger, standby.Name, why);
    }

    /// <summary>Has commits wait, and finds out from where on they have waited.</summary>
    public void RequireStandby(MemberMonitor monitor, Member standby, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_confirming)
            {
                return;
            }
        }

        var primary = monitor.Member;
        var names = SynchronousNames.Require(standby.Name);
        var attempt = NextAttempt(confirming: true);
        primary.Data.WriteSettings(names, primary: null);
        primary.Process.Reload();
        SupervisorLog.StandbyRequired(logger, standby.Name);
        _ = ConfirmAsync(monitor, names, attempt, cancellationToken);
    }

    /// <summary>Records that the standby may be promoted.</summary>
    public void TrustStandby(Member standby)
    {
        ledger.Save(ledger.Current! with { Standby = StandbyStanding.Promotable });
        SupervisorLog.StandbyTrusted(logger, standby.Name);
    }

    private async Task ConfirmAsync(MemberMonitor monitor, string names, int attempt, CancellationToken cancellationToken)
    {
        var primary = monitor.Member;
        ulong? barrier = null;
        try
        {
            barrier = await primary.Sql.ConfirmSynchronousAsync(names, cancellationToken);
        }
        catch (MemberSqlException failure)
        {
            SupervisorLog.StepFailed(logger, $"confirm that commits on {primary.Name} wait", failure.Message);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        lock (_gate)
        {
            // Writers may have been released in between, and then the answer says nothing any more.
            if (attempt == _attempt)
            {
                (_confirming, replication.Barrier) = (false, barrier);
            }
        }

        await monitor.LookAsync(cancellationToken);
    }

    private int NextAttempt(bool confirming)
    {
        lock (_gate)
        {
            (_confirming, replication.Barrier) = (confirming, null);
            return ++_attempt;
        }
    }
}
