using System.Diagnostics;
using Distribution.HashChain.Appending;
using Distribution.HashChain.Verification;
using Spectre.Console;

namespace Distribution.Benchmarks.Audit;

/// <summary>
/// Records a second into the chain and through its verification, every commit flushed to the disk. The peers: inserting the same rows into a table with the same columns and indexes, as many in a
/// statement and over as many callers; and reading the same rows with COPY, looking at none.
/// </summary>
internal sealed class AuditBenchmark : IBenchmark
{
    private const int Batched = 60_000;
    private const int BatchSize = 500;
    private const int BatchLanes = 2;
    private const int Single = 4_000;
    private const int SingleLanes = 16;
    private const int Verifications = 3;

    public string Name => "audit";

    public string Description => "audit records a second, appended and verified; peers: plain inserts of the same rows, COPY of the same rows";

    public async Task RunAsync(IAnsiConsole console)
    {
        await using var database = await ChainDatabase.StartAsync();
        var appender = new ChainAppender(database.OpenAsync, TimeProvider.System);
        await CompareAsync(database, appender, BatchSize * BatchLanes * 4, BatchSize, BatchLanes);
        var table = new Table().Border(TableBorder.Simple).AddColumns("records a second", "chain", "peer", "ratio");
        table.AddRow([$"append, {BatchSize} at a time, {BatchLanes} callers", .. await CompareAsync(database, appender, Batched, BatchSize, BatchLanes)]);
        table.AddRow([$"append, one at a time, {SingleLanes} callers", .. await CompareAsync(database, appender, Single, 1, SingleLanes)]);
        await database.SettleAsync();
        table.AddRow(["verify", .. await VerifyAsync(database)]);
        console.Write(table);
    }

    private static async Task<string[]> CompareAsync(ChainDatabase database, ChainAppender appender, int records, int atATime, int lanes)
    {
        var entries = Enumerable.Range(0, records).Select(ChainDatabase.Entry).Chunk(atATime).ToArray();
        var first = appender.Head?.Sequence ?? 0;
        var plain = records / await InLanesAsync(lanes, async lane =>
        {
            await using var connection = await database.OpenAsync(CancellationToken.None);
            for (var i = lane; i < entries.Length; i += lanes)
            {
                await database.InsertPlainAsync(connection, first + ((long)i * atATime), entries[i]);
            }
        });
        var chain = records / await InLanesAsync(lanes, async lane =>
        {
            for (var i = lane; i < entries.Length; i += lanes)
            {
                await appender.AppendAsync(entries[i]);
            }
        });
        return [$"{chain:n0}", $"{plain:n0}", $"{chain / plain:0.00}"];
    }

    private static async Task<string[]> VerifyAsync(ChainDatabase database)
    {
        var verifier = new ChainVerifier(database.OpenAsync);
        Spread verified = new(), copied = new();
        for (var run = 0; run < Verifications; run++)
        {
            var clock = Stopwatch.StartNew();
            await database.CopyAsync();
            var copy = clock.Elapsed;
            clock.Restart();
            var report = await verifier.VerifyAsync();
            verified.Add(report.Records / clock.Elapsed.TotalSeconds);
            copied.Add(report.Records / copy.TotalSeconds);
            if (!report.Valid)
            {
                throw new InvalidOperationException($"The chain of the benchmark is broken: {report.FirstBad}");
            }
        }

        return [$"{verified.Median:n0}", $"{copied.Median:n0}", $"{verified.Median / copied.Median:0.00}"];
    }

    private static async Task<double> InLanesAsync(int lanes, Func<int, Task> work)
    {
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, lanes).Select(lane => Task.Run(() => work(lane))));
        return clock.Elapsed.TotalSeconds;
    }
}
