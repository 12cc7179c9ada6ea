namespace Distribution.Hosting.Postgres.Supervision;

/// <summary>All that the decision needs to know, beside the record.</summary>
internal sealed record ClusterView(IReadOnlyList<MemberView> Members, ReplicationView Replication)
{
    /// <summary>The member of that name.</summary>
    public MemberView this[string name] => Members.First(member => member.Name == name);

    /// <summary>The member that is not <paramref name="primary"/>, or null in a cluster of one.</summary>
    public MemberView? Other(string primary) => Members.FirstOrDefault(member => member.Name != primary);
}
