using Microsoft.Extensions.Logging;

namespace Distribution.Postgres;

internal static partial class PostgresLog
{
    [LoggerMessage(1, LogLevel.Information, "Database {Database}: the primary is {Host}, timeline {Timeline}")]
    public static partial void PrimaryFound(ILogger logger, string database, string host, int timeline);

    [LoggerMessage(2, LogLevel.Warning, "Database {Database}: lost the primary {Host}: {Reason}")]
    public static partial void PrimaryLost(ILogger logger, string database, string host, string reason);

    [LoggerMessage(3, LogLevel.Information, "Database {Database}: attempt {Attempt} is retried: {Reason}")]
    public static partial void Retrying(ILogger logger, string database, int attempt, string reason);

    [LoggerMessage(4, LogLevel.Warning, "Database {Database}: gave up waiting for an attempt that did not end when it was cancelled")]
    public static partial void Abandoned(ILogger logger, string database);
}
