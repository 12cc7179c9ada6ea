using System.Text.Json;
using Distribution.Jobs;
using Distribution.Postgres;
using Npgsql;

namespace Distribution.Worker.Probes;

/// <summary>For development and drills: a job whose effect is a row, written in the transaction that completes it, so that lost and doubled effects can be counted.</summary>
internal sealed class ProbeHandler(PostgresDataSource database, WorkerIdentity identity, TimeProvider time) : IJobHandler
{
    public string Kind => ProbeOrder.Kind;

    public async Task RunAsync(RunningJob job, CancellationToken cancellationToken)
    {
        var order = JsonSerializer.Deserialize(job.Payload, WorkerJson.Default.ProbeOrder)!;
        if (order.Milliseconds is { } pause)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(pause), time, cancellationToken);
        }

        if (order.Fails == true)
        {
            throw new ProbeFailedException($"The probe '{order.Effect}' fails, as its order says.");
        }

        await database.ExecuteAsync(
            async (connection, transaction, token) =>
            {
                if (!await job.CompleteAsync(transaction, token))
                {
                    return;
                }

                await using var insert = new NpgsqlCommand("INSERT INTO probe_effects (job_id, effect, worker, term) VALUES ($1, $2, $3, $4)", connection);
                insert.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = job.Id });
                insert.Parameters.Add(new NpgsqlParameter<string> { TypedValue = order.Effect ?? "" });
                insert.Parameters.Add(new NpgsqlParameter<string> { TypedValue = identity.Name });
                insert.Parameters.Add(new NpgsqlParameter<long> { TypedValue = job.Term.Number });
                await insert.ExecuteNonQueryAsync(token);
            },
            ExecuteOptions.IdempotentWrite,
            cancellationToken);
    }
}
