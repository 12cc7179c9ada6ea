namespace Distribution.Hosting.Postgres.Supervision;

/// <summary>A server did not do what it was asked in time, or refused.</summary>
internal sealed class MemberSqlException(string message, Exception? inner = null) : Exception(message, inner);
