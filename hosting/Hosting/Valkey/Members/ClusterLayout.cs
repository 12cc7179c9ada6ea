namespace Distribution.Hosting.Valkey;

/// <summary>Who belongs to a cluster and where each of them listens.</summary>
/// <param name="Service">The name under which the Sentinels know the primary.</param>
/// <param name="Servers">The servers; one of them is the primary.</param>
/// <param name="Sentinels">The Sentinels.</param>
internal sealed record ClusterLayout(string Service, IReadOnlyList<MemberAddress> Servers, IReadOnlyList<MemberAddress> Sentinels)
{
    public MemberAddress Server(string name) => Servers.First(s => s.Name == name);

    public MemberAddress Sentinel(string name) => Sentinels.First(s => s.Name == name);
}
