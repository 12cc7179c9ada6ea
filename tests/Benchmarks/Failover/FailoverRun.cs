using System.Collections.Concurrent;
using System.Diagnostics;
using Distribution.Servers;

namespace Distribution.Benchmarks.Failover;

/// <summary>What one failover cost.</summary>
/// <param name="OutageSeconds">The longest time between two acknowledged writes.</param>
/// <param name="Failed">Writes that were not acknowledged.</param>
/// <param name="Lost">Writes that were acknowledged and are not there in the end.</param>
internal sealed record FailoverRun(double OutageSeconds, int Failed, int Lost)
{
    // As in the measurements that these are compared with.
    private const int WritesPerSecond = 50;

    private static readonly TimeSpan Before = TimeSpan.FromSeconds(2);

    // Patroni waits 30 s for its leader by default and Sentinel for its primary; then both act.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private const int Recovered = WritesPerSecond;

    /// <summary>Starts a contender, writes at a steady rate whether or not it answers, kills its primary, and goes on until it has taken writes for a second again.</summary>
    public static async Task<FailoverRun> MeasureAsync(IContender contender)
    {
        await contender.StartAsync();
        await using var writer = await contender.ConnectAsync();
        var acknowledged = new ConcurrentDictionary<int, long>();
        var failed = 0;
        using var stop = new CancellationTokenSource();
        var load = LoadAsync(stop.Token);
        await Task.Delay(Before);
        await contender.BreakAsync();
        var broken = Stopwatch.GetTimestamp();
        await Eventually.True(() => acknowledged.Values.Count(at => at > broken) > Recovered && Stopwatch.GetElapsedTime(broken) > Before, Patience, "writes are acknowledged again");
        await stop.CancelAsync();
        await load;
        var there = await writer.ReadAsync();
        var times = acknowledged.Values.Order().ToList();
        return new(times.Zip(times.Skip(1), (left, right) => Stopwatch.GetElapsedTime(left, right).TotalSeconds).Max(), failed, acknowledged.Keys.Count(number => !there.Contains(number)));

        async Task LoadAsync(CancellationToken cancellationToken)
        {
            using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / WritesPerSecond));
            var writes = new List<Task>();
            while (await timer.WaitForNextTickAsync(CancellationToken.None) && !cancellationToken.IsCancellationRequested)
            {
                writes.Add(WriteAsync(writes.Count));
            }

            await Task.WhenAll(writes);
        }

        async Task WriteAsync(int number)
        {
            try
            {
                await writer.WriteAsync(number);
                acknowledged[number] = Stopwatch.GetTimestamp();
            }
            catch (Exception)
            {
                // Whatever the client says of it: it was not acknowledged.
                Interlocked.Increment(ref failed);
            }
        }
    }
}
