using Distribution.HashChain.Schema;
using Distribution.Jobs.Schema;
using Distribution.Leases.Schema;
using Distribution.Outbox.Schema;

namespace Distribution.Migrations.Plan;

/// <summary>The databases of the distribution: what the libraries bring comes first, then the folder's files by number.</summary>
internal static class Databases
{
    private static readonly IEnumerable<Migration> Leases = LeaseSchema.Leases.Select(script => new Migration(script.Name, script.Sql));
    private static readonly IEnumerable<Migration> Fences = LeaseSchema.Fences.Select(script => new Migration(script.Name, script.Sql));
    private static readonly IEnumerable<Migration> Jobs = JobSchema.Scripts.Select(script => new Migration(script.Name, script.Sql));
    private static readonly IEnumerable<Migration> Outbox = OutboxSchema.Scripts.Select(script => new Migration(script.Name, script.Sql));
    private static readonly IEnumerable<Migration> Inbox = InboxSchema.Scripts.Select(script => new Migration(script.Name, script.Sql));
    private static readonly IEnumerable<Migration> Chain = ChainSchema.Scripts.Select(script => new Migration(script.Name, script.Sql));

    public static IReadOnlyList<Database> All { get; } =
    [
        From("access", Fences, Outbox),
        From("jobs", Leases, Fences, Jobs, Outbox, Inbox),
        From("identity", Outbox),
        From("audit", Chain),
    ];

    private static Database From(string name, params IEnumerable<Migration>[] libraries) => new(name, [.. libraries.SelectMany(library => library), .. MigrationFiles.Of(name)]);
}
