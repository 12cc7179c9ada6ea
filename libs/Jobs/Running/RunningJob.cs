using Distribution.Jobs.Store;
using Npgsql;

namespace Distribution.Jobs;

/// <summary>A job as its handler sees it.</summary>
public sealed class RunningJob
{
    private volatile bool _completing;

    internal RunningJob(ClaimedJob claim) => Claim = claim;

    /// <summary>The job.</summary>
    public Guid Id => Claim.Id;

    /// <summary>Its kind.</summary>
    public string Kind => Claim.Kind;

    /// <summary>What it is told: JSON text.</summary>
    public string Payload => Claim.Payload;

    /// <summary>Counts the attempts from 1, this one included. One that was handed back does not count.</summary>
    public int Attempt => Claim.Attempt;

    /// <summary>Of this claim; whatever is written outside of the jobs' database must carry it.</summary>
    public JobTerm Term => new($"job/{Claim.Id}", Claim.Term);

    internal ClaimedJob Claim { get; }

    /// <summary>Whether the handler completes the job by itself.</summary>
    internal bool CompletesItself => _completing;

    /// <summary>
    /// Completes the job in a transaction of the handler, with which the job's effect is written exactly once. Call it before the effect; the handler may run the transaction again
    /// when it is not known whether it committed.
    /// </summary>
    /// <param name="transaction">In the database of the jobs.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>True when this transaction completes it; false when an earlier one did, whose effect is there: then write none.</returns>
    /// <exception cref="JobLostException">Another claim has the job.</exception>
    public async Task<bool> CompleteAsync(NpgsqlTransaction transaction, CancellationToken cancellationToken = default)
    {
        _completing = true;
        var connection = transaction.Connection ?? throw new InvalidOperationException($"The transaction that was to complete {Term} has ended.");
        if ((await JobStore.CompleteAsync(connection, [Id], [Claim.Term], cancellationToken)).Count == 1)
        {
            return true;
        }

        return await JobStore.WasCompletedAsync(connection, Id, Claim.Term, cancellationToken) ? false : throw new JobLostException(Term);
    }
}
