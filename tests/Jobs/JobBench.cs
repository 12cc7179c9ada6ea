using Distribution.Postgres;
using Distribution.Servers;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Distribution.Jobs.Tests;

/// <summary>A queue of its own for each test, and workers that end with it.</summary>
public abstract class JobBench(Database database) : IAsyncLifetime
{
    protected static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly List<JobRunner> _runners = [];

    protected string Name { get; private set; } = "";

    protected Database Database => database;

    protected PostgresDataSource Source { get; private set; } = null!;

    public virtual async ValueTask InitializeAsync()
    {
        Name = await database.CreateAsync();
        Source = database.Open(Name);
    }

    public virtual async ValueTask DisposeAsync()
    {
        foreach (var runner in _runners)
        {
            await runner.DisposeAsync();
        }

        await Source.DisposeAsync();
    }

    protected static NewJob Job(string kind, string key) => new() { Kind = kind, UniqueKey = key, Payload = $"\"{key}\"", MaxAttempts = 10_000 };

    /// <summary>Enqueues once, also when a commit gets no answer and is repeated.</summary>
    /// <returns>The last one's id.</returns>
    protected async Task<Guid> EnqueueAsync(params NewJob[] jobs)
    {
        var key = Guid.NewGuid();
        return await Source.ExecuteAsync(
            async (connection, transaction, token) =>
            {
                await using var sent = new NpgsqlCommand("SELECT job FROM sent WHERE key = $1", connection);
                sent.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = key });
                if (await sent.ExecuteScalarAsync(token) is Guid before)
                {
                    return before;
                }

                await using var send = new NpgsqlCommand("INSERT INTO sent VALUES ($1, $2)", connection);
                send.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = key });
                send.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = (await JobQueue.EnqueueAsync(transaction, jobs, token))[^1]!.Value });
                await send.ExecuteNonQueryAsync(token);
                return (Guid)send.Parameters[1].Value!;
            },
            ExecuteOptions.IdempotentWrite);
    }

    protected Task<JobRunner> StartAsync(params IJobHandler[] handlers) => StartAsync(_ => { }, handlers);

    protected async Task<JobRunner> StartAsync(Action<JobRunnerOptions> configure, params IJobHandler[] handlers)
    {
        var options = new JobRunnerOptions { RetryDelay = TimeSpan.FromMilliseconds(20), MaxRetryDelay = TimeSpan.FromMilliseconds(100), RecordDeaths = RecordAsync };
        configure(options);
        var runner = new JobRunner(Source.OpenConnectionAsync, handlers, options, NullLogger<JobRunner>.Instance);
        _runners.Add(runner);
        await runner.StartAsync(CancellationToken.None);
        return runner;
    }

    /// <summary>A handler whose effect is a row, written in the transaction that completes the job.</summary>
    protected EffectHandler Effect(string kind) => new(kind, Source);

    /// <summary>Waits until nothing is left to do.</summary>
    protected Task EmptyAsync() => Eventually.True(async () => await CountAsync("jobs") == 0, Patience, "all jobs have ended");

    protected Task<long> CountAsync(string rows) => Source.ReadAsync(async (connection, token) =>
    {
        await using var count = new NpgsqlCommand($"SELECT count(*) FROM {rows}", connection);
        return (long)(await count.ExecuteScalarAsync(token))!;
    });

    protected Task<JobRecord?> FindAsync(Guid id) => Source.ReadAsync((connection, token) => JobAdministration.FindAsync(connection, id, token));

    private static async Task RecordAsync(NpgsqlTransaction transaction, IReadOnlyList<DeadJob> dead, CancellationToken cancellationToken)
    {
        foreach (var job in dead)
        {
            await using var insert = new NpgsqlCommand("INSERT INTO deaths VALUES ($1, $2)", transaction.Connection, transaction);
            insert.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = job.Id });
            insert.Parameters.Add(new NpgsqlParameter<string> { TypedValue = job.Error });
            await insert.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
