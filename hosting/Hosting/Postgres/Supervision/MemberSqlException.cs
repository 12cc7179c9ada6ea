namespace Distribution.Hosting.Postgres.Supervision;

/// <summary>A server did not do what it was asked in time, or refused.</summary>
internal sealed class MemberSqlException(string message, Exception? inner = null, bool isTimeout = false) : Exception(message, inner)
{
    /// <summary>Whether it said nothing in time: soft evidence, where a refusal is hard.</summary>
    public bool IsTimeout { get; } = isTimeout;
}
