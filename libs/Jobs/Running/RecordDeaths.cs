using Npgsql;

namespace Distribution.Jobs;

/// <summary>Writes something about jobs that die, in the transaction in which they do; it may be called again for the same jobs when that failed.</summary>
public delegate Task RecordDeaths(NpgsqlTransaction transaction, IReadOnlyList<DeadJob> dead, CancellationToken cancellationToken);
