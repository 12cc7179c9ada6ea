namespace Distribution.Postgres;

/// <summary>How a <see cref="PostgresDataSource"/> connects, waits and retries.</summary>
public sealed class PostgresOptions
{
    /// <summary>
    /// Npgsql's connection string; <c>Host</c> names every member (<c>Host=127.0.0.1:5433,127.0.0.1:5434</c>), in any order.
    /// <c>Passfile</c> is understood. The time-outs, the pool size and the target session are set by this library.
    /// </summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>The longest that one call may take, waits and retries included. Default <see cref="PostgresDefaults.Budget"/>.</summary>
    public TimeSpan Budget { get; set; } = PostgresDefaults.Budget;

    /// <summary>The longest that one connection attempt may take; whole seconds. Default <see cref="PostgresDefaults.ConnectTimeout"/>.</summary>
    public TimeSpan ConnectTimeout { get; set; } = PostgresDefaults.ConnectTimeout;

    /// <summary>The longest that one statement may take on the server; whole seconds, zero for no limit. An answer is waited for as much longer as a cancellation may take. A call that is given up leaves its statement to this limit when it is no longer than <see cref="PostgresDefaults.Budget"/>, and cancels it otherwise. Default <see cref="PostgresDefaults.CommandTimeout"/>.</summary>
    public TimeSpan CommandTimeout { get; set; } = PostgresDefaults.CommandTimeout;

    /// <summary>The most connections to one server, 1–100. Default <see cref="PostgresDefaults.MaxPoolSize"/>.</summary>
    public int MaxPoolSize { get; set; } = PostgresDefaults.MaxPoolSize;

    /// <summary>
    /// The connections that are kept open to each member that is not the primary, for the moment of its promotion; 0 for none, and never more than <see cref="MaxPoolSize"/>. Default <see cref="PostgresDefaults.Spares"/>.
    /// </summary>
    public int Spares { get; set; } = PostgresDefaults.Spares;

    /// <summary>
    /// Whether the types of the database are read by the first connection to each server. Enums, composites, domains and the types of extensions need it; the built-in types and their arrays do not. Default false: half as
    /// much work as the login itself, for a server that was just promoted and has all clients at its door.
    /// </summary>
    public bool LoadTypes { get; set; }

    /// <summary>The delay before the second attempt; doubled for each further one up to <see cref="PostgresDefaults.MaxRetryDelay"/>. Default <see cref="PostgresDefaults.RetryDelay"/>.</summary>
    public TimeSpan RetryDelay { get; set; } = PostgresDefaults.RetryDelay;

    /// <summary>Between two looks at whether they are there.</summary>
    internal TimeSpan SparesInterval { get; set; } = PostgresDefaults.SparesInterval;

    internal int SpareCount => Math.Min(Spares, MaxPoolSize);
}
