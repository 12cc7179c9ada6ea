using System.Data.Common;
using Distribution.Postgres;

namespace Distribution.ServiceDefaults.Errors;

/// <summary>Tells a database that is out from a statement that is wrong.</summary>
internal static class DatabaseFailure
{
    // Classes of SQLSTATE (PostgreSQL, appendix A): 08 connection, 53 resources, 57 operator intervention (shutdown, cancel), 58 system,
    // 40 rollback by conflict, 25006 a write on a standby, 55P03 a lock not had in time.
    private static readonly string[] Classes = ["08", "53", "57", "58", "40", "25006", "55P03"];

    public static bool IsOutage(Exception failure) => failure switch
    {
        DatabaseUnavailableException or AmbiguousCommitException => true,
        DbException { SqlState: { } state } => Classes.Any(state.StartsWith),
        DbException => true,
        AggregateException { InnerExceptions: var inner } => inner.Any(IsOutage),
        _ => failure.InnerException is { } cause && IsOutage(cause),
    };
}
