using Microsoft.Extensions.Logging;

namespace Distribution.Leases.Election;

/// <summary>Leads whenever the lease can be had, until told to stop.</summary>
/// <remarks>
/// <para>Following → Leading: the lease was acquired; the work starts with its term and a token.</para>
/// <para>
/// Leading → Following: the lease was lost, or the work ended or failed. The token fires first, the work is waited for, then the lease is released (if it is still
/// held) and contended for again. One that gives up by itself lets another contender be first.
/// </para>
/// <para>
/// Leading → Stopped: told to stop. The work has a moment to end; then the lease is handed over, so that a successor acts at once, and what the work still does
/// is covered by its term.
/// </para>
/// </remarks>
public sealed class LeaderElection(ILeaseProvider leases, string name, ILogger<LeaderElection> logger, TimeProvider? time = null)
{
    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private volatile ILease? _held;

    /// <summary>The role at this moment, by the local monotonic clock.</summary>
    public Leadership Current => _held is { IsHeld: true } lease ? new Leadership(lease.Term) : Leadership.Following;

    /// <summary>Contends for the lease, again and again.</summary>
    /// <param name="lead">What the leader does, until its token fires; it should write under the lease's term only.</param>
    /// <param name="stopping">Hands the lease over and returns.</param>
    public async Task RunAsync(Func<ILease, CancellationToken, Task> lead, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                var lease = await leases.AcquireAsync(name, stopping);
                var resigned = await LeadAsync(lease, lead, stopping);
                await Task.Delay(resigned ? LeaseDefaults.ResignedFor : TimeSpan.Zero, _time, stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task<bool> LeadAsync(ILease lease, Func<ILease, CancellationToken, Task> lead, CancellationToken stopping)
    {
        using var token = CancellationTokenSource.CreateLinkedTokenSource(lease.LeaseLost, stopping);
        _held = lease;
        var leading = RunWorkAsync(lease, lead, token.Token);
        try
        {
            await ((Task)leading).WaitAsync(stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await Task.WhenAny(leading, Task.Delay(LeaseDefaults.StepDownPatience, _time, CancellationToken.None));
        }
        finally
        {
            _held = null;
            await lease.DisposeAsync();
        }

        return await leading;
    }

    /// <summary>Runs the work; true when it ended or failed although it was not told to stop.</summary>
    private async Task<bool> RunWorkAsync(ILease lease, Func<ILease, CancellationToken, Task> lead, CancellationToken cancellationToken)
    {
        try
        {
            await lead(lease, cancellationToken);
            return !cancellationToken.IsCancellationRequested;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception failure) when (cancellationToken.IsCancellationRequested)
        {
            LeaseLog.LeaderInterrupted(logger, lease.Term, failure.Message);
            return false;
        }
        catch (Exception failure)
        {
            LeaseLog.LeaderFailed(logger, lease.Term, failure);
            return true;
        }
    }
}
