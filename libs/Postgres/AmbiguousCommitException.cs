using System.Data.Common;

namespace Distribution.Postgres;

/// <summary>
/// A commit was sent and never answered: the transaction may or may not have been applied. Only the caller can tell,
/// by looking for its effect or by repeating it under the same idempotency key.
/// </summary>
public sealed class AmbiguousCommitException(string message, Exception? innerException = null) : DbException(message, innerException);
