using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using static Distribution.Hosting.Valkey.ValkeyClusterDefaults;

namespace Distribution.Hosting.Valkey;

/// <summary>
/// A Sentinel's configuration file. It names the replicas and the other Sentinels, which it would otherwise find by itself in 2–10 s; it goes on from the
/// last term, so that terms never go down; and it is rewritten by the Sentinel whenever it learns something.
/// </summary>
internal static class SentinelSettings
{
    public static string Text(MemberAddress self, ClusterLayout layout, MemberAddress primary, long term, string password, string aclFile)
    {
        var (service, servers, sentinels) = layout;
        var text = new StringBuilder(
            $"""
            bind {MemberAddress.Host}
            port {self.TargetPort}
            sentinel announce-ip {MemberAddress.Host}
            sentinel announce-port {self.Port}
            protected-mode yes
            daemonize no
            logfile ""
            dir .
            aclfile {aclFile}
            sentinel myid {Id(self)}
            sentinel deny-scripts-reconfig yes
            sentinel monitor {service} {MemberAddress.Host} {primary.Port} {(sentinels.Count / 2) + 1}
            sentinel down-after-milliseconds {service} {DownAfter.TotalMilliseconds:0}
            sentinel failover-timeout {service} {FailoverTimeout.TotalMilliseconds:0}
            sentinel parallel-syncs {service} {servers.Count}
            sentinel auth-user {service} {ValkeyUser.Sentinel.Name}
            sentinel auth-pass {service} {password}
            sentinel sentinel-user {ValkeyUser.Sentinel.Name}
            sentinel sentinel-pass {password}
            sentinel config-epoch {service} {term}
            sentinel leader-epoch {service} {term}
            sentinel current-epoch {term}

            """);
        foreach (var replica in servers.Where(s => s != primary))
        {
            text.Append(CultureInfo.InvariantCulture, $"sentinel known-replica {service} {MemberAddress.Host} {replica.Port}\n");
        }

        foreach (var other in sentinels.Where(s => s != self))
        {
            text.Append(CultureInfo.InvariantCulture, $"sentinel known-sentinel {service} {MemberAddress.Host} {other.Port} {Id(other)}\n");
        }

        return text.ToString();
    }

    /// <summary>Forty hexadecimal digits that are the same each time, so that the others can name it before it runs.</summary>
    private static string Id(MemberAddress sentinel) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{sentinel.Name}:{sentinel.Port}")))[..40];
}
