using System.Net.Sockets;
using Distribution.Postgres.Primary;
using Npgsql;

namespace Distribution.Postgres.Retry;

/// <summary>Tells by SQLSTATE and exception what may be retried. Whether the transaction may have been committed is the caller's question, not this one's.</summary>
internal static class FailureClassifier
{
    public static Verdict Classify(Exception failure)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case PostgresException answer:
                    return Classify(answer.SqlState);
                case NotPrimaryException or SocketException or IOException:
                    return Verdict.PrimaryLost;
                case NpgsqlException npgsql when IsExhaustedPool(npgsql):
                    return Verdict.Transient;
                case NpgsqlException npgsql when npgsql.IsTransient || IsUnreachableHosts(npgsql):
                    return Verdict.PrimaryLost;
            }
        }

        return Verdict.Permanent;
    }

    /// <summary>Whether the server just did not answer in time.</summary>
    public static bool IsTimeout(Exception failure)
    {
        var cause = failure;
        while (cause is not (null or TimeoutException))
        {
            cause = cause.InnerException;
        }

        return cause is not null;
    }

    /// <summary>Whether an answer to COMMIT says that nothing was committed. After the commit record is written the server can only warn, or end the session.</summary>
    public static bool SaysRolledBack(PostgresException answer) =>
        answer.InvariantSeverity == "ERROR" && answer.SqlState != PostgresErrorCodes.StatementCompletionUnknown;

    private static Verdict Classify(string sqlState) => sqlState switch
    {
        PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.LockNotAvailable
            or PostgresErrorCodes.TooManyConnections or PostgresErrorCodes.QueryCanceled
            // It ended this session because of its client, which did not get a processor: the server is well, and there is no other primary to look for.
            or IdleInTransactionTimeout or IdleSessionTimeout
            // Whoever looks after the cluster moves the primary off a disk that is full.
            or PostgresErrorCodes.DiskFull => Verdict.Transient,
        PostgresErrorCodes.ReadOnlySqlTransaction or PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown
            or PostgresErrorCodes.CannotConnectNow => Verdict.PrimaryLost,
        _ when sqlState.StartsWith("08", StringComparison.Ordinal) => Verdict.PrimaryLost,
        _ => Verdict.Permanent,
    };

    private const string IdleInTransactionTimeout = "25P03";

    private const string IdleSessionTimeout = "57P05";

    // Npgsql gives these no type of their own, and calls the first transient although the server is well.
    private static bool IsExhaustedPool(NpgsqlException failure) => failure.Message.StartsWith("The connection pool has been exhausted", StringComparison.Ordinal);

    private static bool IsUnreachableHosts(NpgsqlException failure) =>
        failure.Message.StartsWith("No suitable host was found", StringComparison.Ordinal) || failure.Message.StartsWith("Unable to connect to a suitable host", StringComparison.Ordinal);
}
