using System.Globalization;
using Npgsql;

namespace Distribution.Leases.Fencing;

/// <summary>The check that every write in the name of a lease makes, in the same transaction as the write.</summary>
public static class Fence
{
    // The hint is the standing term: Npgsql hides an error's detail by default.
    private const string StaleTerm = "LT001";

    /// <summary>
    /// Raises the fence of the term's lease to the term. From then until the transaction ends no higher term can pass; once it has committed no lower one can.
    /// </summary>
    /// <param name="transaction">The caller's; the database must have <see cref="Schema.LeaseSchema.Fences"/>.</param>
    /// <param name="term">The term under which the caller writes.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="StaleTermException">A higher term has written here; the transaction can only be rolled back.</exception>
    public static async Task RaiseAsync(NpgsqlTransaction transaction, Term term, CancellationToken cancellationToken = default)
    {
        await using var command = new NpgsqlCommand("SELECT raise_fence($1, $2)", transaction.Connection, transaction);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = term.Lease });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = term.Number });
        try
        {
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (PostgresException refusal) when (refusal.SqlState == StaleTerm)
        {
            throw new StaleTermException(term, long.Parse(refusal.Hint ?? "0", CultureInfo.InvariantCulture), refusal);
        }
    }
}
