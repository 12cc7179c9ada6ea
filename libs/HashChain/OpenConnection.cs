using Npgsql;

namespace Distribution.HashChain;

/// <summary>Opens a connection to the primary; the callee disposes it. How the primary is found is the caller's business.</summary>
public delegate Task<NpgsqlConnection> OpenConnection(CancellationToken cancellationToken);
