using Npgsql;

namespace Distribution.Leases.Postgres;

/// <summary>Leases as rows of the table <c>leases</c> (<see cref="Schema.LeaseSchema.Leases"/>), each call one statement that commits by itself.</summary>
/// <param name="open">Opens a connection to the primary of the database in which the table is.</param>
public sealed class PostgresLeaseStore(OpenConnection open) : ILeaseStore
{
    // The look before the grant keeps those who wait from locking the row, and the standby from hearing of them.
    private const string Look = "SELECT holder IS NULL OR expires_at <= clock_timestamp(), expires_at - clock_timestamp() FROM leases WHERE name = $1";

    private const string Grant =
        """
        INSERT INTO leases AS l (name, holder, term, acquired_at, expires_at)
        VALUES ($1, $2, 1, clock_timestamp(), clock_timestamp() + $3)
        ON CONFLICT (name) DO UPDATE
          SET holder = excluded.holder, term = l.term + 1, acquired_at = clock_timestamp(), expires_at = clock_timestamp() + $3
          WHERE l.holder IS NULL OR l.expires_at <= clock_timestamp()
        RETURNING term
        """;

    private const string Renewal =
        """
        UPDATE leases SET expires_at = clock_timestamp() + $4
        WHERE name = $1 AND holder = $2 AND term = $3 AND expires_at > clock_timestamp()
        """;

    private const string Release = "UPDATE leases SET holder = NULL, expires_at = clock_timestamp() WHERE name = $1 AND holder = $2 AND term = $3";

    /// <inheritdoc/>
    public async Task<LeaseAnswer> TryAcquireAsync(string name, string holder, TimeSpan ttl, CancellationToken cancellationToken)
    {
        await using var connection = await open(cancellationToken);
        await using (var look = Command(connection, Look, name))
        {
            await using var row = await look.ExecuteReaderAsync(cancellationToken);
            if (await row.ReadAsync(cancellationToken) && !row.GetBoolean(0))
            {
                return new(null, row.GetTimeSpan(1));
            }
        }

        await using var grant = Command(connection, Grant, name, holder, ttl);
        return await grant.ExecuteScalarAsync(cancellationToken) is long term ? new(new Term(name, term), default) : new(null, ttl);
    }

    /// <inheritdoc/>
    public async Task<bool> RenewAsync(Term term, string holder, TimeSpan ttl, CancellationToken cancellationToken)
    {
        await using var connection = await open(cancellationToken);
        await using var renewal = Command(connection, Renewal, term.Lease, holder, term.Number, ttl);
        return await renewal.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    /// <inheritdoc/>
    public async Task ReleaseAsync(Term term, string holder, CancellationToken cancellationToken)
    {
        await using var connection = await open(cancellationToken);
        await using var release = Command(connection, Release, term.Lease, holder, term.Number);
        await release.ExecuteNonQueryAsync(cancellationToken);
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string text, params object[] values)
    {
        var command = new NpgsqlCommand(text, connection);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return command;
    }
}
