using System.Diagnostics;
using Distribution.Jobs.Store;
using Npgsql;
using Spectre.Console;

namespace Distribution.Benchmarks.Jobs;

/// <summary>Claims and completions a second, one job at a time and many at a time, with every commit flushed to the disk. The peer: inserting the same rows into a table without anything, as many in a statement and over as many connections.</summary>
internal sealed class JobsBenchmark : IBenchmark
{
    public const string Kind = "bench";
    private const int Single = 20_000;
    private const int Batched = 100_000;
    private const int BatchSize = 250;
    private const int SingleLanes = 16;
    private const int BatchLanes = 4;

    public string Name => "jobs";

    public string Description => "jobs a second through claim and completion, and enqueue to start; peer: plain inserts of the same rows";

    public async Task RunAsync(IAnsiConsole console)
    {
        await using var database = await JobDatabase.StartAsync();
        var table = new Table().Border(TableBorder.Simple).AddColumns("rows a second", "jobs: claim + complete", "plain inserts", "ratio");
        await CompareAsync(database, Single / 10, 1, SingleLanes);
        table.AddRow([$"one at a time, {SingleLanes} connections", .. await CompareAsync(database, Single, 1, SingleLanes)]);
        table.AddRow([$"{BatchSize} at a time, {BatchLanes} connections", .. await CompareAsync(database, Batched, BatchSize, BatchLanes)]);
        console.Write(table);
    }

    private static async Task<string[]> CompareAsync(JobDatabase database, int rows, int atATime, int lanes)
    {
        var plain = rows / await InLanesAsync(database, lanes, async connection =>
        {
            for (var left = rows / lanes; left > 0; left -= atATime)
            {
                await database.InsertPlainAsync(connection, atATime);
            }
        });
        await database.EnqueueAsync(rows);
        var worker = Guid.NewGuid();
        await using (var connection = await database.OpenAsync())
        {
            await JobStore.RegisterAsync(connection, worker, "bench", TimeSpan.FromHours(1));
        }

        var jobs = rows / await InLanesAsync(database, lanes, async connection =>
        {
            while (await JobStore.ClaimAsync(connection, worker, [Kind], atATime) is { Count: > 0 } claimed)
            {
                await JobStore.CompleteAsync(connection, [.. claimed.Select(job => job.Id)], [.. claimed.Select(job => job.Term)]);
            }
        });
        return [$"{jobs:n0}", $"{plain:n0}", $"{jobs / plain:0.00}"];
    }

    /// <summary>How many seconds the lanes take together.</summary>
    private static async Task<double> InLanesAsync(JobDatabase database, int lanes, Func<NpgsqlConnection, Task> work)
    {
        var connections = await Task.WhenAll(Enumerable.Range(0, lanes).Select(_ => database.OpenAsync()));
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(connections.Select(connection => Task.Run(() => work(connection))));
        var took = clock.Elapsed.TotalSeconds;
        foreach (var connection in connections)
        {
            await connection.DisposeAsync();
        }

        return took;
    }
}
