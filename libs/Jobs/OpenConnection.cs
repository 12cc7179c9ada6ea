using Npgsql;

namespace Distribution.Jobs;

/// <summary>Opens a connection to the primary of the database in which the jobs are; the callee disposes it. How the primary is found is the caller's business.</summary>
public delegate Task<NpgsqlConnection> OpenConnection(CancellationToken cancellationToken);
