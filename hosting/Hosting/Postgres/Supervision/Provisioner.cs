using Microsoft.Extensions.Logging;

namespace Distribution.Hosting.Postgres.Supervision;

/// <summary>Provisions the primary beside the supervision, which must not wait for it: its commits may themselves be waiting for a lost standby.</summary>
internal sealed class Provisioner(ILogger logger)
{
    private Task _running = Task.CompletedTask;
    private string? _slotsOn;

    /// <summary>Whether everything is in place. It stays so after a failover: a standby has all that its primary had, but for the slots.</summary>
    public bool IsDone { get; private set; }

    /// <summary>Begins, or tries again, unless it is done or under way.</summary>
    public void Ensure(Member primary, Member? standby, CancellationToken cancellationToken)
    {
        if (_running.IsCompleted && (!IsDone || (standby is not null && _slotsOn != primary.Name)))
        {
            _running = ProvisionAsync(primary, standby, cancellationToken);
        }
    }

    private async Task ProvisionAsync(Member primary, Member? standby, CancellationToken cancellationToken)
    {
        try
        {
            if (standby is not null)
            {
                await primary.Sql.EnsureSlotAsync(standby.Name, cancellationToken);
                _slotsOn = primary.Name;
            }

            if (!IsDone)
            {
                await primary.Sql.ProvisionAsync(cancellationToken);
                IsDone = true;
                SupervisorLog.Provisioned(logger, primary.Name);
            }
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            SupervisorLog.StepFailed(logger, $"provision {primary.Name}", failure.Message);
        }
    }
}
