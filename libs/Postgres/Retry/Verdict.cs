namespace Distribution.Postgres.Retry;

/// <summary>What a failure means for the next attempt.</summary>
internal enum Verdict
{
    /// <summary>The caller's own: a wrong statement, a violated constraint, a cancelled request. Retrying would repeat it.</summary>
    Permanent,

    /// <summary>The server refused this transaction in favour of another one: the same again, later, may well succeed.</summary>
    Transient,

    /// <summary>The connection or the server's role is gone: look for the primary first.</summary>
    PrimaryLost,
}
