namespace Distribution.Hosting.Valkey;

/// <summary>As what a member may start now.</summary>
internal abstract record StartRole
{
    /// <summary>As the primary.</summary>
    internal sealed record Primary : StartRole;

    /// <summary>As a replica.</summary>
    /// <param name="Upstream">Of this member.</param>
    internal sealed record ReplicaOf(string Upstream) : StartRole;

    /// <summary>Not yet.</summary>
    /// <param name="Why">What has to happen first.</param>
    internal sealed record Wait(string Why) : StartRole;
}
