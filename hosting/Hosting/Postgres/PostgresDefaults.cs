namespace Distribution.Hosting.Postgres;

/// <summary>Names and figures of the Postgres cluster's resources.</summary>
internal static class PostgresDefaults
{
    /// <summary>PostgreSQL's port.</summary>
    public const int Port = 5432;

    /// <summary>PgBouncer's port.</summary>
    public const int PgBouncerPort = 6432;

    /// <summary>The name of every endpoint.</summary>
    public const string Endpoint = "tcp";

    /// <summary>The command that fences the primary and promotes the standby.</summary>
    public const string Promote = "promote";

    /// <summary>The command that moves the primary in an orderly way.</summary>
    public const string Switchover = "switchover";
}
