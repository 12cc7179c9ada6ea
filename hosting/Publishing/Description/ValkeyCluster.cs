using Distribution.Hosting.Secrets;

namespace Distribution.Publishing.Description;

/// <summary>A Valkey primary with replicas, and Sentinels that choose the primary.</summary>
/// <param name="Name">The cluster's name, under which the Sentinels know the primary; its members are <c>NAME-1</c> …, <c>NAME-sentinel-1</c> ….</param>
/// <param name="Servers">How many servers, the primary included.</param>
/// <param name="Sentinels">How many Sentinels.</param>
/// <param name="Users">The names of the ACL users; each has a password file.</param>
public sealed record ValkeyCluster(string Name, int Servers, int Sentinels, IReadOnlyList<string> Users)
{
    /// <summary>Valkey's port.</summary>
    public const int Port = 6379;

    /// <summary>The Sentinels' port.</summary>
    public const int SentinelPort = 26379;

    /// <summary>How many Sentinels must agree.</summary>
    public int Quorum => (Sentinels / 2) + 1;

    /// <summary>The users' passwords.</summary>
    public IReadOnlyList<Secret> Secrets => [.. Users.Select(user => new Secret($"{Name}-{user}", SecretKind.Password))];
}
