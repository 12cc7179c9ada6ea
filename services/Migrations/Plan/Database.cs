namespace Distribution.Migrations.Plan;

/// <summary>A database and all steps to its present schema, in order.</summary>
/// <param name="Name">The database's name, and its folder's.</param>
/// <param name="Migrations">Every step.</param>
internal sealed record Database(string Name, IReadOnlyList<Migration> Migrations)
{
    /// <summary>The connection string of the role that owns the schema.</summary>
    public string ConnectionName => $"{Name}-owner";

    /// <summary>The environment variable that holds it.</summary>
    public string ConnectionVariable => $"ConnectionStrings__{ConnectionName}";
}
