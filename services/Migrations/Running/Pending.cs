using Distribution.Migrations.Plan;

namespace Distribution.Migrations.Running;

/// <summary>Compares a plan with what was applied.</summary>
internal static class Pending
{
    /// <summary>
    /// What is left to do, in order. Steps that this program does not know are left alone: they are a newer version's, and a rollback of
    /// the program must not fail on them.
    /// </summary>
    /// <exception cref="MigrationException">A step was changed after it was applied, or comes before one that was applied.</exception>
    public static IReadOnlyList<Migration> Of(Database database, IReadOnlyDictionary<string, string> applied)
    {
        var pending = new List<Migration>();
        foreach (var migration in database.Migrations)
        {
            if (!applied.TryGetValue(migration.Name, out var checksum))
            {
                pending.Add(migration);
            }
            else if (checksum != migration.Checksum)
            {
                throw new MigrationException($"{database.Name}: {migration.Name} was changed after it was applied (checksum {migration.Checksum[..12]}, applied {checksum[..Math.Min(12, checksum.Length)]}): restore the file and make the change in a new one.");
            }
            else if (pending.Find(skipped => Kind(skipped) == Kind(migration)) is { } skipped)
            {
                throw new MigrationException($"{database.Name}: {skipped.Name} was not applied but the later {migration.Name} was: give it a number after the last one.");
            }
        }

        return pending;
    }

    /// <summary>The libraries' steps and the files are each in an order of their own.</summary>
    private static string Kind(Migration migration) => Path.GetDirectoryName(migration.Name) ?? "";
}
