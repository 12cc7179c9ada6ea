using Distribution.Postgres;
using Npgsql;

namespace Distribution.Jobs.Tests;

/// <summary>Its effect is a row, written in the transaction that completes the job and that is repeated when it is not known whether it committed.</summary>
public sealed class EffectHandler(string kind, PostgresDataSource source) : IJobHandler
{
    public string Kind => kind;

    public Task RunAsync(RunningJob job, CancellationToken cancellationToken) => source.ExecuteAsync(
        async (connection, transaction, token) =>
        {
            if (await job.CompleteAsync(transaction, token))
            {
                await using var insert = new NpgsqlCommand("INSERT INTO effects VALUES ($1, $2)", connection);
                insert.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = job.Id });
                insert.Parameters.Add(new NpgsqlParameter<string> { TypedValue = job.Payload });
                await insert.ExecuteNonQueryAsync(token);
            }
        },
        ExecuteOptions.IdempotentWrite,
        cancellationToken);
}
