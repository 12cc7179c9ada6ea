using Distribution.Postgres;
using Npgsql;

namespace Distribution.Worker.Storage;

/// <summary>The database <c>jobs</c>. Work given to it may run more than once, and changes nothing but the database.</summary>
internal sealed class JobsDatabase(PostgresDataSource source)
{
    private static readonly ExecuteOptions Write = ExecuteOptions.IdempotentWrite with { Budget = WorkerDefaults.RequestBudget };

    public Task<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken) => source.OpenConnectionAsync(cancellationToken);

    /// <summary>Reads; repeated by itself while the database changes its primary.</summary>
    public Task<T> ReadAsync<T>(Func<NpgsqlConnection, CancellationToken, Task<T>> read, CancellationToken cancellationToken) =>
        source.ReadAsync(read, WorkerDefaults.RequestBudget, cancellationToken);

    /// <summary>Runs a transaction whose second application changes nothing: it is repeated by itself also when its commit got no answer.</summary>
    public Task<T> WriteAsync<T>(Func<NpgsqlTransaction, CancellationToken, Task<T>> write, CancellationToken cancellationToken) =>
        source.ExecuteAsync((_, transaction, token) => write(transaction, token), Write, cancellationToken);
}
