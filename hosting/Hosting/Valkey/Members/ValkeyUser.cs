using System.Security.Cryptography;
using System.Text;

namespace Distribution.Hosting.Valkey;

/// <summary>An ACL user. What it may do on servers and on Sentinels is listed here and nowhere else.</summary>
/// <param name="Name">The user's name, and the last part of its password file's.</param>
/// <param name="OnServers">Rules on the servers; null when it is not known there.</param>
/// <param name="OnSentinels">Rules on the Sentinels; null when it is not known there.</param>
internal sealed record ValkeyUser(string Name, string? OnServers, string? OnSentinels)
{
    /// <summary>The services: all data, nothing that administers; and on the Sentinels the question for the primary.</summary>
    public static readonly ValkeyUser App = new(
        "app",
        "~* &* +@all -@admin -@dangerous +role +info",
        "&+switch-master +ping +role +subscribe +sentinel|master +sentinel|get-master-addr-by-name");

    /// <summary>A replica, to its primary.</summary>
    public static readonly ValkeyUser Replication = new("replication", "+psync +sync +replconf +ping", null);

    /// <summary>A Sentinel, to servers and to the other Sentinels; the commands that Valkey's documentation of Sentinels asks for.</summary>
    public static readonly ValkeyUser Sentinel = new(
        "sentinel",
        "&__sentinel__:hello +multi +exec +slaveof +replicaof +ping +subscribe +publish +info +role +config|rewrite +client|setname +client|kill +script|kill",
        "&__sentinel__:hello +ping +publish +subscribe +client|setname +sentinel|is-master-down-by-addr");

    /// <summary>The supervisor. It reads no data.</summary>
    public static readonly ValkeyUser Supervisor = new("supervisor", "+ping +info +role +replicaof +client|pause +client|unpause", "&* +@all");

    public static readonly IReadOnlyList<ValkeyUser> All = [App, Replication, Sentinel, Supervisor];

    /// <summary>A line of an ACL file, with the password's digest in place of the password.</summary>
    public static string Line(string name, string rules, string password) =>
        $"user {name} on sanitize-payload #{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(password)))} resetchannels {rules}";
}
