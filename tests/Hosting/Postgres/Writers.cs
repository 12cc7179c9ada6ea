using System.Collections.Concurrent;
using System.Diagnostics;
using Distribution.Servers;
using Npgsql;

namespace Distribution.Hosting.Tests.Postgres;

/// <summary>Clients that write steadily, retry what was not acknowledged, and remember what was.</summary>
internal sealed class Writers : IAsyncDisposable
{
    private const int Count = 4;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    private readonly NpgsqlMultiHostDataSource _source;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<(long Id, TimeSpan At)> _acknowledged = new();
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly RealCluster _cluster;
    private Task _run = Task.CompletedTask;
    private long _next;

    private Writers(RealCluster cluster)
    {
        _cluster = cluster;
        _source = new NpgsqlDataSourceBuilder(cluster.ConnectionString).BuildMultiHost();
    }

    public int Acknowledged => _acknowledged.Count;

    public static async Task<Writers> StartAsync(RealCluster cluster)
    {
        var writers = new Writers(cluster);
        await using (var connection = await writers._source.OpenConnectionAsync(TargetSessionAttributes.Primary))
        await using (var create = new NpgsqlCommand("CREATE TABLE IF NOT EXISTS writes (id bigint PRIMARY KEY)", connection))
        {
            await create.ExecuteNonQueryAsync();
        }

        writers._run = Task.WhenAll(Enumerable.Range(0, Count).Select(_ => Task.Run(writers.WriteAsync)));
        await writers.MoreAsync(50);
        return writers;
    }

    /// <summary>Waits for so many more acknowledged writes.</summary>
    public Task MoreAsync(int writes)
    {
        var enough = Acknowledged + writes;
        return Eventually.True(() => Acknowledged >= enough, RealCluster.Patience, $"{writes} more writes are acknowledged; log:\n{_cluster.Log}\n");
    }

    /// <summary>Stops, and returns the longest time without an acknowledged write.</summary>
    public async Task<TimeSpan> StopAsync()
    {
        await _stop.CancelAsync();
        await _run;
        var times = _acknowledged.Select(write => write.At).Order().ToArray();
        return times.Zip(times.Skip(1), (earlier, later) => later - earlier).Max();
    }

    /// <summary>The acknowledged writes that a member does not have.</summary>
    public async Task<long[]> LostOnAsync(string member)
    {
        var found = await _cluster.QueryAsync<long[]>(member, "SELECT coalesce(array_agg(id), '{}') FROM writes");
        return [.. _acknowledged.Select(write => write.Id).Except(found)];
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _run;
        await _source.DisposeAsync();
        _stop.Dispose();
    }

    private async Task WriteAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            var id = Interlocked.Increment(ref _next);
            while (!_stop.IsCancellationRequested && !await TryWriteAsync(id))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50));
            }

            await Task.Delay(Interval);
        }
    }

    private async Task<bool> TryWriteAsync(long id)
    {
        try
        {
            await using var connection = await _source.OpenConnectionAsync(TargetSessionAttributes.Primary);
            await using var insert = new NpgsqlCommand($"INSERT INTO writes VALUES ({id}) ON CONFLICT DO NOTHING", connection);
            await insert.ExecuteNonQueryAsync();
            _acknowledged.Enqueue((id, _clock.Elapsed));
            return true;
        }
        catch (Exception failure) when (failure is NpgsqlException or TimeoutException)
        {
            return false;
        }
    }
}
