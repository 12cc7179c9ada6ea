using Distribution.Postgres;
using Npgsql;

namespace Distribution.Api.Storage;

/// <summary>The database <c>access</c>. Work given to it may run more than once, and changes nothing but the database.</summary>
internal sealed class AccessDatabase(PostgresDataSource source)
{
    public const string ConnectionName = "access";

    /// <summary>Less than a request's budget, so that there is time to say that the database is out.</summary>
    public static readonly TimeSpan Budget = TimeSpan.FromSeconds(2);

    /// <summary>Reads; repeated by itself while the database changes its primary.</summary>
    public Task<T> ReadAsync<T>(Func<NpgsqlConnection, CancellationToken, Task<T>> read, CancellationToken cancellationToken)
        => source.ReadAsync(read, cancellationToken: cancellationToken);

    /// <summary>
    /// Runs a transaction whose second application changes nothing: it is repeated by itself also when its commit got no answer.
    /// </summary>
    public Task<T> WriteAsync<T>(Func<NpgsqlConnection, CancellationToken, Task<T>> write, CancellationToken cancellationToken)
        => WriteAsync((connection, _, cancellation) => write(connection, cancellation), cancellationToken);

    /// <inheritdoc cref="WriteAsync{T}(Func{NpgsqlConnection, CancellationToken, Task{T}}, CancellationToken)"/>
    public Task<T> WriteAsync<T>(Func<NpgsqlConnection, NpgsqlTransaction, CancellationToken, Task<T>> write, CancellationToken cancellationToken)
        => source.ExecuteAsync(write, ExecuteOptions.IdempotentWrite, cancellationToken);
}
