using Distribution.Hosting.Postgres.Supervision;
using Distribution.Machine.Processes;

namespace Distribution.Hosting.Postgres.Members;

/// <summary>A member's data directory and settings file.</summary>
internal sealed class MemberData(MemberAddress member, IReadOnlyList<MemberAddress> members, ClusterSecrets secrets, Account? account) : IMemberData
{
    // What the C library says of ENOSPC, with the locale that the tools are run in.
    private const string NoSpace = "No space left on device";

    // A copy is made by us and for the member: a relay that stands between members takes it for the member's.
    private const string ForMember = "DISTRIBUTION_MEMBER";

    private string StandbySignal => Path.Combine(member.DataDirectory, "standby.signal");

    private string Fresh => $"{member.DataDirectory}.new";

    public long FreeBytes => Directory.Exists(member.DataDirectory) ? new DriveInfo(member.DataDirectory).AvailableFreeSpace : long.MaxValue;

    public async Task<ControlData?> ReadAsync(CancellationToken cancellationToken) =>
        File.Exists(Path.Combine(member.DataDirectory, "global", "pg_control"))
            ? ControlFile.Parse(await ServerTool.RunAsync(account, "pg_controldata", ["-D", member.DataDirectory], cancellationToken: cancellationToken), File.Exists(StandbySignal))
            : null;

    public async Task InitializeAsync(CancellationToken cancellationToken)
    {
        Empty(Fresh);
        var password = Path.Combine(Path.GetDirectoryName(member.SettingsFile)!, "initdb.password");
        Machine.Secrets.SecretFile.Write(password, secrets.Password(ClusterSecrets.Superuser), account);
        try
        {
            // C.UTF-8 needs no locale package. One flush of the file system, below, replaces a thousand of files.
            await ServerTool.RunAsync(
                account,
                "initdb",
                ["-D", Fresh, "-U", ClusterSecrets.Superuser, $"--pwfile={password}", "--auth=scram-sha-256", "--data-checksums", "--encoding=UTF8", "--locale=C.UTF-8", "--no-instructions", "--no-sync"],
                cancellationToken: cancellationToken);
        }
        finally
        {
            File.Delete(password);
        }

        await ServerTool.RunAsync(account, "postgres", ["--single", "-D", Fresh, "postgres"], input: Bootstrap.Sql(secrets), cancellationToken: cancellationToken);
        Install();
        Durable.FlushLater(member.DataDirectory);
    }

    // Nothing is flushed by the copy: a server that starts from a copy flushes the file system first (recovery_init_sync_method).
    public async Task CloneAsync(string primary, CancellationToken cancellationToken)
    {
        Empty(Fresh);
        secrets.WriteReplicationPassfile();
        try
        {
            await ServerTool.RunAsync(
                account,
                "pg_basebackup",
                [
                    $"--pgdata={Fresh}", "--host=127.0.0.1", $"--port={Address(primary).Port}", $"--username={ClusterSecrets.Replicator}", "--no-password", "--checkpoint=fast", "--wal-method=stream", "--no-sync",
                    $"--slot={MemberSettings.SlotName(member.Name)}",
                ],
                new Dictionary<string, string> { ["PGPASSFILE"] = secrets.ReplicationPassfile, ["PGCONNECT_TIMEOUT"] = "15", ["PGAPPNAME"] = $"{member.Name} basebackup", [ForMember] = member.Name },
                cancellationToken: cancellationToken);
        }
        catch (Exception failure)
        {
            Remove(Fresh);

            // The primary has all that is in the old data, and more: it makes room for the next attempt.
            if (failure.Message.Contains(NoSpace, StringComparison.Ordinal))
            {
                Remove(member.DataDirectory);
            }

            throw;
        }

        Install();
    }

    public void FollowNext()
    {
        if (!File.Exists(StandbySignal))
        {
            File.WriteAllText(StandbySignal, "");
            account?.Own(StandbySignal);
        }

        // A slot left from its time as primary would keep WAL on the standby for ever.
        foreach (var slot in Directory.EnumerateDirectories(Path.Combine(member.DataDirectory, "pg_replslot")))
        {
            Directory.Delete(slot, recursive: true);
        }
    }

    public void WriteSettings(string synchronousNames, string? primary)
    {
        if (primary is not null)
        {
            secrets.WriteReplicationPassfile();
        }

        var text = MemberSettings.Render(member.Name, member.TargetPort, synchronousNames, primary is null ? null : Address(primary).Port, secrets.ReplicationPassfile);
        var fresh = $"{member.SettingsFile}.new";
        File.WriteAllText(fresh, text);
        account?.Own(fresh);
        File.Move(fresh, member.SettingsFile, overwrite: true);
    }

    private MemberAddress Address(string name) => members.First(candidate => candidate.Name == name);

    private void Empty(string folder)
    {
        Remove(folder);
        Directory.CreateDirectory(Path.GetDirectoryName(folder)!);
        Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        account?.Own(folder);
    }

    private void Install()
    {
        Remove(member.DataDirectory);
        Directory.Move(Fresh, member.DataDirectory);
        Durable.Flush(Path.GetDirectoryName(member.DataDirectory)!);
    }

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
