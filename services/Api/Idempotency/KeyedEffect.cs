using Npgsql;

namespace Distribution.Api.Idempotency;

/// <summary>What a keyed request does, in the transaction that keeps its answer. It refuses before it writes, and may be run again after a failure.</summary>
internal delegate Task<Answer> KeyedEffect(NpgsqlTransaction transaction, CancellationToken cancellationToken);
