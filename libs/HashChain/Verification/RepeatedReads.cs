using Npgsql;

namespace Distribution.HashChain.Verification;

/// <summary>Reads that are begun again on another connection when theirs breaks: a failover in the middle of a long verification must not end it.</summary>
internal sealed class RepeatedReads(OpenConnection open)
{
    private const int Tries = 4;

    public async Task<T> ReadAsync<T>(Func<NpgsqlConnection, Task<T>> read, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var connection = await open(cancellationToken);
                return await read(connection);
            }
            catch (NpgsqlException failure) when (attempt < Tries && (failure.IsTransient || failure is not PostgresException))
            {
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
    }
}
