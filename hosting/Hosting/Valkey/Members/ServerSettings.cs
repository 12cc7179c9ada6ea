using static Distribution.Hosting.Valkey.ValkeyClusterDefaults;

namespace Distribution.Hosting.Valkey;

/// <summary>A server's configuration file.</summary>
internal static class ServerSettings
{
    /// <summary>
    /// The text. The AOF is synchronised before each answer (<c>appendfsync always</c>): then a write that was acknowledged is on the primary's disk, and on
    /// a replica's when <c>WAIT</c> has counted it, so that the end of all processes at once loses nothing either. With <c>everysec</c> even the end of
    /// the process can lose acknowledged writes, because while a synchronisation is under way it keeps them to itself for up to 2 s. The price, measured
    /// on a busy machine: 4 ms a write instead of 0.03, 6 000 writes/s from 50 clients instead of 55 000. What is written here is small and seldom.
    /// </summary>
    public static string Text(MemberAddress self, MemberAddress? upstream, string replicationPassword, string aclFile) =>
        $"""
        bind {MemberAddress.Host}
        port {self.TargetPort}
        replica-announce-ip {MemberAddress.Host}
        replica-announce-port {self.Port}
        protected-mode yes
        daemonize no
        logfile ""
        dir .
        aclfile {aclFile}
        # Replication: user and password to whoever is the primary.
        {(upstream is null ? "" : $"replicaof {MemberAddress.Host} {upstream.Port}")}
        masteruser {ValkeyUser.Replication.Name}
        masterauth {replicationPassword}
        repl-diskless-sync yes
        repl-diskless-sync-delay 0
        repl-ping-replica-period 1
        repl-timeout 5
        repl-backlog-size 16mb
        min-replicas-to-write {MinReplicasToWrite}
        min-replicas-max-lag {MinReplicasMaxLag}
        # Persistence
        save ""
        appendonly yes
        appendfsync always
        no-appendfsync-on-rewrite no
        aof-use-rdb-preamble yes
        shutdown-timeout 3
        # Scripts of one second hold up everything, the Sentinels' pings too.
        busy-reply-threshold 300

        """;
}
