using Distribution.Leases.Schema;

namespace Distribution.Migrations.Plan;

/// <summary>The databases of the distribution: what the libraries bring comes first, then the folder's files by number.</summary>
internal static class Databases
{
    public static IReadOnlyList<Database> All { get; } = [From("access", LeaseSchema.Fences), From("jobs", LeaseSchema.Leases)];

    private static Database From(string name, IReadOnlyList<SchemaScript> libraries) =>
        new(name, [.. libraries.Select(script => new Migration(script.Name, script.Sql)), .. MigrationFiles.Of(name)]);
}
