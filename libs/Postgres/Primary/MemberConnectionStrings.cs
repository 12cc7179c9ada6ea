using Npgsql;

namespace Distribution.Postgres.Primary;

/// <summary>Makes a connection string for each member out of the one that names them all, with every wait bounded.</summary>
internal static class MemberConnectionStrings
{
    public static IReadOnlyList<(HostAddress Address, string ConnectionString)> From(string name, PostgresOptions options)
    {
        var all = Parse(name, options.ConnectionString);
        if (string.IsNullOrWhiteSpace(all.Host))
        {
            throw new ArgumentException($"Connection string '{name}' names no host: set ConnectionStrings__{name} to Host=HOST:PORT[,HOST:PORT];Database=…;Username=….");
        }

        if (all.TargetSessionAttributes is not null and not "any" and not "primary" and not "read-write")
        {
            throw new ArgumentException($"Connection string '{name}' asks for Target Session Attributes={all.TargetSessionAttributes}: this data source connects to primaries only, leave it out.");
        }

        return [.. HostAddress.ParseAll(all.Host, all.Port).Select(address => (address, ForMember(all, address, options)))];
    }

    private static NpgsqlConnectionStringBuilder Parse(string name, string connectionString)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(connectionString);
        }
        catch (Exception failure) when (failure is ArgumentException or FormatException)
        {
            throw new ArgumentException($"Connection string '{name}' cannot be read: {failure.Message}", failure);
        }
    }

    private static string ForMember(NpgsqlConnectionStringBuilder all, HostAddress address, PostgresOptions options)
    {
        var member = new NpgsqlConnectionStringBuilder(all.ConnectionString)
        {
            Host = address.Host,
            Port = address.Port,
            Timeout = (int)Math.Ceiling(options.ConnectTimeout.TotalSeconds),
            CommandTimeout = AnswerTimeout(options),
            CancellationTimeout = (int)PostgresDefaults.CancellationTimeout.TotalMilliseconds,
            KeepAlive = (int)PostgresDefaults.KeepAlive.TotalSeconds,
            TcpKeepAlive = true,
            MaxPoolSize = options.MaxPoolSize,
            MinPoolSize = options.SpareCount,
            Enlist = false,
            Options = ServerOptions(all.Options, options),
        };
        member.Remove("Target Session Attributes");
        member.Remove("Load Balance Hosts");
        member.Remove("Host Recheck Seconds");
        if (all.GssEncryptionMode == GssEncryptionMode.Prefer)
        {
            // Asked for by default, it costs a round trip each connection and doubles the wait for a frozen server. ContainsKey cannot tell a default: it knows every keyword.
            member.GssEncryptionMode = GssEncryptionMode.Disable;
        }

        return member.ConnectionString;
    }

    /// <summary>
    /// Longer than the server's own limit by what a cancellation takes that nobody answers. Npgsql holds a lock for as long, and whatever thread finds that the answer is late waits for that lock: with both at the
    /// same time, a process whose primary was cut off had no thread left for 1.7 s.
    /// </summary>
    private static int AnswerTimeout(PostgresOptions options) =>
        options.CommandTimeout == TimeSpan.Zero ? 0 : (int)Math.Ceiling((options.CommandTimeout + options.ConnectTimeout + PostgresDefaults.CancellationTimeout).TotalSeconds);

    private static string ServerOptions(string? given, PostgresOptions options) =>
        $"-c idle_in_transaction_session_timeout={PostgresDefaults.IdleInTransactionTimeout.TotalMilliseconds:0} -c statement_timeout={options.CommandTimeout.TotalMilliseconds:0} {given}".TrimEnd();
}
