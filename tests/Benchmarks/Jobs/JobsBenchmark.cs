using System.Diagnostics;
using Distribution.Jobs.Store;
using Npgsql;
using Spectre.Console;

namespace Distribution.Benchmarks.Jobs;

/// <summary>
/// Claims and completions a second, one job at a time and many at a time, with every commit flushed to the disk; then the time from enqueueing a job to its start in a worker that was idle. The peer: inserting
/// the same rows into a table without anything, as many in a statement and over as many connections; for the wait, one such insert.
/// </summary>
internal sealed class JobsBenchmark : IBenchmark
{
    public const string Kind = "bench";
    private const int Single = 20_000;
    private const int Batched = 100_000;
    private const int BatchSize = 250;
    private const int BatchLanes = 4;

    private const int Places = 64;

    // Commits share a flush: with one connection the disk alone would be measured.
    private const int SingleLanes = 16;

    public string Name => "jobs";

    public string Description => "jobs a second through claim and completion, and enqueue to start; peer: plain inserts of the same rows";

    public async Task RunAsync(IAnsiConsole console)
    {
        await using var database = await JobDatabase.StartAsync();
        await CompareAsync(database, Single / 10, 1, SingleLanes, ClaimThenCompleteAsync);
        var table = new Table().Border(TableBorder.Simple).AddColumns("a second", "jobs", "plain inserts", "ratio");
        table.AddRow([$"one at a time: claim, then complete; {SingleLanes} connections", .. await CompareAsync(database, Single, 1, SingleLanes, ClaimThenCompleteAsync)]);
        table.AddRow([$"one at a time: each completed with the next one's claim; {SingleLanes} connections", .. await CompareAsync(database, Single, 1, SingleLanes, CompleteWithNextAsync)]);
        var worked = await WorkerRate.MeasureAsync(database, Single, Places);
        table.AddRow($"one at a time by handlers in a worker with {Places} places, which claims for all free places at once", $"{worked:n0}", "", "");
        table.AddRow([$"{BatchSize} at a time; {BatchLanes} connections", .. await CompareAsync(database, Batched, BatchSize, BatchLanes, ClaimThenCompleteAsync)]);
        console.Write(table);
        console.WriteLine(await StartLatency.MeasureAsync(database));
    }

    private static async Task<string[]> CompareAsync(JobDatabase database, int rows, int atATime, int lanes, Func<NpgsqlConnection, Guid, int, Task> work)
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

        var jobs = rows / await InLanesAsync(database, lanes, connection => work(connection, worker, atATime));
        return [$"{jobs:n0}", $"{plain:n0}", $"{jobs / plain:0.00}"];
    }

    private static async Task ClaimThenCompleteAsync(NpgsqlConnection connection, Guid worker, int atATime)
    {
        while (await JobStore.ClaimAsync(connection, worker, [Kind], atATime) is { Count: > 0 } claimed)
        {
            await JobStore.CompleteAsync(connection, [.. claimed.Select(job => job.Id)], [.. claimed.Select(job => job.Term)]);
        }
    }

    private static async Task CompleteWithNextAsync(NpgsqlConnection connection, Guid worker, int atATime)
    {
        var claimed = await JobStore.ClaimAsync(connection, worker, [Kind], atATime);
        while (claimed.Count > 0)
        {
            claimed = await JobStore.CompleteAndClaimAsync(connection, [.. claimed.Select(job => job.Id)], [.. claimed.Select(job => job.Term)], worker, [Kind], atATime);
        }
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
