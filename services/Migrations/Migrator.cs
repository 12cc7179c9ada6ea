using System.Diagnostics;
using Distribution.Migrations.Plan;
using Distribution.Migrations.Running;
using Distribution.Postgres;
using Microsoft.Extensions.Logging.Abstractions;

namespace Distribution.Migrations;

/// <summary>Brings every database to its plan, side by side, and says in one line each what was done or why not.</summary>
internal static class Migrator
{
    public static async Task<ExitCode> RunAsync(
        IReadOnlyList<Database> databases, Func<string, string?> environment, TextWriter output, TextWriter errors, CancellationToken cancellationToken, TimeSpan? primaryPatience = null)
    {
        var missing = databases.Where(database => string.IsNullOrWhiteSpace(environment(database.ConnectionVariable))).ToArray();
        foreach (var database in missing)
        {
            await errors.WriteLineAsync($"{database.Name}: {database.ConnectionVariable} is not set: give it the connection string of the role that owns the schema, Host=HOST:PORT[,HOST:PORT];Database={database.Name};Username={database.Name}_owner;Passfile=….");
        }

        if (missing.Length > 0)
        {
            return ExitCode.BadUsage;
        }

        var codes = await Task.WhenAll(databases.Select(database => RunAsync(database, environment(database.ConnectionVariable)!, output, errors, primaryPatience ?? MigrationDefaults.PrimaryPatience, cancellationToken)));
        return codes.Max();
    }

    private static async Task<ExitCode> RunAsync(Database database, string connectionString, TextWriter output, TextWriter errors, TimeSpan primaryPatience, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            await using var dataSource = new PostgresDataSource(
                database.ConnectionName,
                new PostgresOptions { ConnectionString = connectionString, Budget = primaryPatience, CommandTimeout = MigrationDefaults.StatementPatience, MaxPoolSize = 2 },
                NullLoggerFactory.Instance);
            var applied = await new DatabaseRun(database, dataSource).ApplyAsync(cancellationToken);
            await output.WriteLineAsync($"{database.Name}: {applied} applied, {database.Migrations.Count - applied} already there ({Stopwatch.GetElapsedTime(started).TotalMilliseconds:0} ms)");
            return ExitCode.Done;
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            await errors.WriteLineAsync($"{database.Name}: interrupted; what was applied stays, run again to go on.");
            return ExitCode.Interrupted;
        }
        catch (ArgumentException failure)
        {
            await errors.WriteLineAsync($"{database.Name}: {failure.Message.ReplaceLineEndings(" ")}");
            return ExitCode.BadUsage;
        }
        catch (Exception failure)
        {
            await errors.WriteLineAsync(failure is MigrationException ? failure.Message : $"{database.Name}: {failure.Message.ReplaceLineEndings(" ")}");
            return ExitCode.Failed;
        }
    }
}
