namespace Distribution.Publishing.Description;

/// <summary>PgBouncer before a database cluster.</summary>
/// <param name="Name">Its name.</param>
public sealed record ConnectionPool(string Name)
{
    /// <summary>PgBouncer's port.</summary>
    public const int Port = 6432;
}
