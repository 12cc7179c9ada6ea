namespace Distribution.Hosting.Postgres.Members;

/// <summary>A database of the cluster, with the role that uses it and the role that owns it.</summary>
/// <param name="Name">The database, and the role that reads and writes its rows.</param>
internal sealed record Database(string Name)
{
    /// <summary>The role that owns the schema.</summary>
    public string Owner => $"{Name}_owner";
}
