using Distribution.Hosting.Postgres.Members;
using Distribution.Machine.Processes;
using Distribution.Machine.Secrets;

namespace Distribution.Hosting.Postgres.PgBouncer;

/// <summary>PgBouncer's files, and the signal to read them again.</summary>
/// <param name="folder">A folder of its own.</param>
/// <param name="port">Where it listens.</param>
/// <param name="databases">What can be reached through it.</param>
/// <param name="secrets">The roles' passwords.</param>
/// <param name="account">The account it runs as, or null for this process's own.</param>
internal sealed class PgBouncerFiles(string folder, int port, IReadOnlyList<Database> databases, ClusterSecrets secrets, Account? account)
{
    /// <summary>What it is started with.</summary>
    public string Settings => Path.Combine(folder, "pgbouncer.ini");

    private string Users => Path.Combine(folder, "users");

    /// <summary>Writes the files so that it leads to <paramref name="primaryPort"/>.</summary>
    public void Write(int primaryPort)
    {
        Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        account?.Own(folder);
        SecretFile.Write(Users, PgBouncerSettings.Users(databases, secrets), account);
        SecretFile.Write(Settings, PgBouncerSettings.Render(port, primaryPort, databases, Users), account);
    }

    /// <summary>Has a running PgBouncer read the files again: it drops its connections to the old primary.</summary>
    public static void Reload(int pid) => Signal.Send(pid, SignalKind.Hangup);
}
